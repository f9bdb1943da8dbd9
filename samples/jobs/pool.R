# One task: reads the job, evaluates its own items, and writes TASK-result.rds. The exit status is 1 when an item failed.
params <- jsonlite::fromJSON(file.path(Sys.getenv("WORK_DIR", "."), "params.json"))

# Packages of the job, then those that the node's tasks share, come before the image's.
shared <- Sys.getenv("AZ_BATCH_NODE_SHARED_DIR")
own <- Sys.getenv("AZ_BATCH_JOB_PREP_WORKING_DIR")
libraries <- file.path(c(own, shared)[nzchar(c(own, shared))], "R", "packages")
invisible(lapply(libraries, dir.create, showWarnings = FALSE, recursive = TRUE))
.libPaths(c(libraries, .libPaths()))

# In a pool the job is brought to each node; here each task makes the same.
job <- file.path(tempdir(), "job.rds")
set.seed(7)
saveRDS(list(items = lapply(1:8, function(i) rnorm(100, mean = i)), evaluate = function(item) round(mean(item), 1)), job)

result <- file.path(Sys.getenv("OUTPUT_DIR", "."), sprintf("%s-result.rds", params$task))
status <- poolworker::run_task(job, result, params$first, params$last)
cat("task", params$task, "of", Sys.getenv("AZ_BATCH_POOL_ID", "no pool"), "found", unlist(readRDS(result)), "\n")
quit(status = status)
