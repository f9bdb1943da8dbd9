# Evaluates the items from `start` to `end` of a job and saves what came out, errors in the place of values.
# A job is a file written by saveRDS: list(items = list(...), evaluate = function(item) ...).
# The counts go to standard output as JSON; the value is 1 when an item failed, else 0: an exit status.
run_task <- function(job, result, start = 1, end = NULL) {
    job <- readRDS(job)
    chosen <- seq(start, if (is.null(end)) length(job$items) else end)
    values <- lapply(job$items[chosen], function(item) tryCatch(job$evaluate(item), error = identity))
    saveRDS(values, result)
    failed <- sum(vapply(values, inherits, logical(1), what = "error"))
    cat(jsonlite::toJSON(list(items = length(values), failed = failed), auto_unbox = TRUE), "\n")
    as.integer(failed > 0)
}
