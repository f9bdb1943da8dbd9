using Images.Building.Placement;
using Images.Engines;
using Images.Planning.Matrices;

namespace Images.Build.CommandLine;

/// <summary>The table of options.</summary>
internal static class Options
{
    public static Option Engine { get; } =
        new("engine", "Container engine to use, such as unix:///run/docker.sock or tcp://host:2375; several share the work")
        {
            Value = "URL",
            Repeatable = true,
            Separator = ',',
            Problem = EngineAddress.Problem,
            Default = "the first that is found, else a private one",
            Verbs = [.. Verbs.Building, "plan", "matrix", "inspect", "diff", "doctor", "clean", "lint", "verify", "run", "compute"],
        };

    public static Option Exchange { get; } =
        new("exchange", "Registry through which images travel between several engines, such as registry.example:5000/team")
        {
            Value = "PREFIX",
            Problem = ExchangeNames.Problem,
            Default = "the family's first registry",
            Verbs = [.. Verbs.Building, "clean"],
        };

    public static Option Jobs { get; } =
        new("jobs", "Images to build, or tests or jobs to run, at once on each engine")
        {
            Short = 'j',
            Value = "N",
            Maximum = 256,
            Default = "from the number of processors",
            Verbs = [.. Verbs.Building, "run"],
        };

    public static Option FailFast { get; } = new("fail-fast", "Stop at the first failure") { Verbs = Verbs.Building };

    public static Option NoCache { get; } =
        new("no-cache", "Run every step again, whatever the engine has cached: of all images, or of those that a selector names")
        {
            Value = "SELECTOR",
            Repeatable = true,
            Separator = ' ',
            Implied = "*",
            Verbs = [.. Verbs.Building, "plan"],
        };

    public static Option Force { get; } =
        new("force", "Build and test the selected images although they are up to date, run jobs although they are done")
        {
            Verbs = [.. Verbs.Building, "plan", "run"],
        };

    public static Option Against { get; } =
        new("against", "What to compare with: the images that the engine has, or those that are published, which then need not be here")
        {
            Value = "WHAT",
            Choices = ["engine", "registry"],
            Default = "engine; without it, matrix takes all that is selected",
            Verbs = [.. Verbs.Building, "plan", "matrix"],
        };

    public static Option Explain { get; } =
        new("explain", "Show where every value of an image comes from, and the digest of every input")
        {
            Value = "VARIANT",
            Verbs = ["plan"],
            OnlyOnCommandLine = true,
        };

    public static Option ExitCodes { get; } =
        new("exit-code", "End with 10 when something would be built") { Verbs = ["plan"], OnlyOnCommandLine = true };

    public static Option Progress { get; } =
        new("progress", "How progress is shown; rawjson is BuildKit's own records on standard error, one a line, with the image's id")
        {
            Value = "MODE",
            Choices = ["auto", "plain", "tty", "rawjson", "quiet"],
            Default = "auto",
            Verbs = Verbs.Building,
        };

    public static Option Check { get; } =
        new("check", "Write nothing; name what is not current, a Dockerfile or page with a diff or a base of images.lock, and exit 3")
        {
            Verbs = ["render", "lock", "readme"],
        };

    public static Option Update { get; } =
        new("update", "Bring the digests of images.lock up to date, those of the selected images' bases when some are selected")
        {
            Verbs = ["lock"],
            OnlyOnCommandLine = true,
        };

    public static Option NoLock { get; } =
        new("no-lock", "Build from what the tags of external bases mean now, whatever images.lock says")
        {
            Verbs = [.. Verbs.Building, "plan"],
        };

    public static Option PlainHttp { get; } =
        new("plain-http", "Registry to ask without TLS, such as registry.example:5000; those of the loopback always are")
        {
            Value = "HOST",
            Repeatable = true,
            Separator = ',',
            Verbs = [.. Verbs.Building, "plan", "matrix", "lock", "outdated", "inspect", "diff", "promote", "copy", "release", "clean"],
        };

    public static Option Packages { get; } =
        new(
            "packages",
            "Say which packages an image holds, with versions and licences; of two images compare nothing but these, which is quick"
        )
        {
            Verbs = ["inspect", "diff"],
            OnlyOnCommandLine = true,
        };

    public static Option Format { get; } =
        new("format", "How the graph is written")
        {
            Value = "FORMAT",
            Choices = ["tree", "dot", "mermaid", "json"],
            Default = "tree",
            Verbs = ["graph"],
        };

    public static Option ChangedSince { get; } =
        new("changed-since", "Only variants with inputs that have changed since HEAD left REF; with +children, what is built from them too")
        {
            Value = "REF",
            Verbs = [.. Verbs.All.Where(verb => verb.Arguments == VerbArguments.Selectors).Select(verb => verb.Name)],
        };

    public static Option MaxEntries { get; } =
        new("max-entries", "Most jobs of a layer; variants are packed by their estimated work")
        {
            Value = "N",
            Maximum = BuildMatrix.MostEntries,
            Default = "256, the most that GitHub allows",
            Verbs = ["matrix"],
        };

    public static Option Layers { get; } =
        new("layers", "Most layers; what lies deeper is built in the last one, by jobs that build one image from the other")
        {
            Value = "N",
            Maximum = 100,
            Default = "as many as the graph is deep",
            Verbs = ["matrix"],
        };

    public static Option Within { get; } =
        new("within", "How far ahead to look, in days or weeks such as 90d or 12w")
        {
            Value = "TIME",
            Problem = DaysAhead.Problem,
            Default = DaysAhead.Default,
            Verbs = ["eol"],
        };

    public static Option PrivateEngine { get; } =
        new("private-engine", "Also stop the private engine and remove its images and state")
        {
            Verbs = ["clean"],
            OnlyOnCommandLine = true,
        };

    public static Option OldImages { get; } =
        new("images", "Also remove images whose variant is gone or whose names a newer one has, unless something else uses or names them")
        {
            Verbs = ["clean"],
            OnlyOnCommandLine = true,
        };

    public static Option PublishedTags { get; } =
        new(
            "published",
            "Look through the registries instead of the engine: what runs left there and what is about images that are gone; "
                + "with --allow-overwrite also tags of variants that are gone"
        )
        {
            Verbs = ["clean"],
            OnlyOnCommandLine = true,
        };

    public static Option Json { get; } =
        new("json", "Print nothing but one JSON document on standard output")
        {
            Verbs =
            [
                "list",
                "graph",
                "plan",
                "matrix",
                "eol",
                "outdated",
                "inspect",
                "diff",
                "lint",
                "doctor",
                "run",
                "compute",
                .. Verbs.Building,
            ],
        };

    public static Option Root { get; } =
        new("root", "Folder that holds images/ and templates/")
        {
            Value = "DIR",
            Aliases = ["working"],
            Short = 'w',
            Default = "the nearest one upward from the current folder",
        };

    public static Option Color { get; } =
        new("color", "Colour the output") { Negatable = true, Default = "on a terminal, unless NO_COLOR is set" };

    public static Option Verbosity { get; } =
        new("verbosity", "How much is said on standard error")
        {
            Short = 'v',
            Value = "LEVEL",
            Choices = ["quiet", "minimal", "normal", "verbose", "diagnostic"],
            Default = "normal",
        };

    public static Option DryRun { get; } =
        new("dryrun", "Name the steps and their images, and change nothing") { Short = 'n', Aliases = ["dry-run"] };

    public static Option Target { get; } =
        new("target", "Cake's form of the verb")
        {
            Short = 't',
            Value = "TARGET",
            Repeatable = true,
            OnlyOnCommandLine = true,
        };

    public static Option Exclusive { get; } =
        new("exclusive", "Run the target alone, without the targets it depends on") { Short = 'e', OnlyOnCommandLine = true };

    public static Option Tree { get; } = new("tree", "Show which target depends on which") { OnlyOnCommandLine = true };

    public static Option Description { get; } = new("description", "Show every target with its description") { OnlyOnCommandLine = true };

    public static Option Help { get; } = new("help", "Show help, of one verb when one is given") { Short = 'h', OnlyOnCommandLine = true };

    public static Option Version { get; } = new("version", "Show the version") { OnlyOnCommandLine = true };

    /// <summary>Gets every option in the order of help.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        ChangedSince,
        Engine,
        Exchange,
        Jobs,
        FailFast,
        NoCache,
        Force,
        .. TestingOptions.All,
        .. RunOptions.All,
        .. ComputingOptions.All,
        .. CachingOptions.All,
        Progress,
        Against,
        Explain,
        ExitCodes,
        Check,
        Update,
        NoLock,
        PlainHttp,
        .. PublishingOptions.All,
        .. ReleasingOptions.All,
        Packages,
        Format,
        MaxEntries,
        Layers,
        Within,
        PrivateEngine,
        OldImages,
        PublishedTags,
        .. NewImageOptions.All,
        Json,
        Root,
        Color,
        Verbosity,
        DryRun,
        Target,
        Exclusive,
        Tree,
        Description,
        Help,
        Version,
    ];
}
