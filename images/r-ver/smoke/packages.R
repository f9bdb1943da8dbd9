# What R scripts take for granted: the named packages load, text survives, matrices are solved, objects are saved.
options(warn = 2)
named <- commandArgs(TRUE)
for (package in named) library(package, character.only = TRUE)
loaded <- names(sessionInfo()$otherPkgs)
stopifnot(all(c("httr", "jsonlite", named) %in% loaded))
# Some of what they need is only looked for when a function is called.
for (needed in unlist(tools::package_dependencies(loaded, installed.packages(), recursive = TRUE))) loadNamespace(needed)

stopifnot(l10n_info()[["UTF-8"]], Sys.timezone() %in% c("Etc/UTC", "UTC"))
text <- fromJSON("[\"gr\\u00fc\\u00df \\u2603\"]")
stopifnot(nchar(text) == 6, identical(fromJSON(toJSON(text)), text))

url <- parse_url("https://example.org:8443/a/b?c=d%20e")
stopifnot(url$port == "8443", url$query$c == "d e", grepl("SSL|TLS", curl::curl_version()$ssl_version))

# solve() is BLAS and LAPACK: without them R starts, and says its version.
matrix <- crossprod(matrix(c(2, 1, 0, 1, 3, 1, 0, 1, 4), 3))
stopifnot(isTRUE(all.equal(solve(matrix) %*% matrix, diag(3))), capabilities("libxml") %in% c(TRUE, FALSE))

file <- tempfile(fileext = ".rds")
saveRDS(iris, file)
stopifnot(identical(readRDS(file), iris))
cat("SMOKE OK", sort(loaded), "\n")
