# What an expression gives: the values in expressions.json are those that `docker buildx bake --print` of buildx 0.29 prints for this file.
variable "NAME" { default = "blender" }
variable "COUNT" { default = 3 }
variable "DEBUG" { default = false }
variable "LIST" { default = ["b", "a", "b"] }
variable "MAP" {
  default = {
    two = "2"
    "one" = "1"
    three : "3",
  }
}
variable "DERIVED" { default = "${NAME}-${COUNT + 1}" }

function "twice" {
  params = [text]
  result = "${text}${text}"
}
function "joined" {
  params = [separator]
  variadic_params = parts
  result = join(separator, parts)
}

target "default" {
  dockerfile-inline = "FROM scratch"
  args = {
    literal      = "a \"quoted\" \\ back\tslash \u00e9"
    escaped      = "$${not} %%{this}"
    number       = 1.50
    large        = 12345678
    sum          = 1 + 2 * 3 - 4 / 2
    rest         = 17 % 5
    negative     = -COUNT
    truth        = !DEBUG && (COUNT > 2 || false)
    choice       = DEBUG ? "yes" : "no"
    chained      = COUNT == 1 ? "one" : COUNT == 2 ? "two" : "many"
    derived      = DERIVED
    index        = LIST[1]
    attribute    = MAP.two
    key          = MAP["three"]
    splat        = join(",", [{ a = "x" }, { a = "y" }][*].a)
    comparison   = "a" == "a" && 1 != 2 && 3 >= 3 && 2 <= 3
    directive    = "%{ if COUNT > 2 }many%{ else }few%{ endif }"
    loop         = "%{ for item in LIST }<${item}>%{ endfor }"
    trimmed      = "a   ${~ NAME ~}   b"
    listfor      = join(",", [for item in LIST : upper(item) if item != "a"])
    indexfor     = join(",", [for index, item in LIST : "${index}${item}"])
    mapfor       = jsonencode({ for key, value in MAP : upper(key) => value if key != "one" })
    grouped      = jsonencode({ for item in LIST : item => "x"... })
    own          = twice("ab")
    variadic     = joined("-", "a", "b", "c")
    spread       = joined("+", LIST...)
    heredoc      = <<EOT
first ${NAME}
  second
EOT
    indented     = <<-EOT
      first
        second
      EOT
    multiline    = join("", [
      "a", # a comment
      "b",
      /* another */ "c",
    ])
    upper        = upper("aBc")
    title        = title("two words")
    trim         = trim("xxabcxx", "x")
    trimprefix   = trimprefix("v1.2", "v")
    trimsuffix   = trimsuffix("a.tar", ".tar")
    trimspace    = trimspace("  a ")
    replaced     = replace("1.2.3", ".", "-")
    pattern      = regex_replace("v1.2.3-rc1", "^v([0-9]+)\\.([0-9]+).*$", "$1-$2")
    found        = regex("[0-9]+", "abc123def456")
    groups       = jsonencode(regex("([a-z]+)([0-9]+)", "abc123"))
    foundall     = join(",", regexall("[0-9]+", "abc123def456"))
    sanitized    = sanitize("a/b:c.d")
    split        = join("|", split(".", "1.2.3"))
    substr       = substr("abcdef", 1, 3)
    fromend      = substr("abcdef", -2, -1)
    strlen       = strlen("héllo")
    formatted    = format("%s-%03d-%.2f-%5s|%-5s|%q|%t|%%", "a", 7, 1.5, "r", "l", "q", true)
    formatlist   = join(",", formatlist("%s.%s", ["a", "b"], "x"))
    encoded      = base64encode("abc")
    decoded      = base64decode("YWJj")
    digest       = sha256("abc")
    json         = jsonencode({ b = [1, true, null], a = "x" })
    parsed       = jsondecode("{\"a\": {\"b\": [1, 2]}}").a.b[1]
    concat       = join(",", concat(["a"], ["b", "c"]))
    flat         = join(",", flatten([["a"], [["b"]], "c"]))
    compacted    = join(",", compact(["a", "", "b"]))
    distinct     = join(",", distinct(LIST))
    sorted       = join(",", sort(LIST))
    reversed     = join(",", reverselist(LIST))
    slice        = join(",", slice(["a", "b", "c", "d"], 1, 3))
    element      = element(["a", "b"], 3)
    length       = length(LIST)
    contains     = contains(LIST, "a")
    range        = join(",", range(1, 6, 2))
    keys         = join(",", keys(MAP))
    values       = join(",", values(MAP))
    lookup       = lookup(MAP, "nine", "none")
    merged       = jsonencode(merge(MAP, { two = "II" }))
    zipped       = jsonencode(zipmap(["a", "b"], [1, 2]))
    coalesced    = coalesce(null, "", "b")
    minimum      = min(3, 1, 2)
    ceiling      = ceil(1.2)
    parseint     = parseint("ff", 16)
    hasindex     = hasindex(LIST, 5)
    add          = add(1, 2)
    product      = jsonencode(setproduct(["a", "b"], ["1"]))
    basename     = basename("/a/b.c")
    indent       = indent(2, "a\nb")
    chomp        = chomp("a\n\n")
    nothing      = null
  }
}
