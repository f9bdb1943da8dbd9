namespace Images.Build.CommandLine;

/// <summary>The options of verbs that write definitions: <c>new</c> and <c>import</c>.</summary>
internal static class NewImageOptions
{
    public static Option From { get; } =
        new("from", "What a new image is built from: an image of the family or one of its variants")
        {
            Value = "IMAGE",
            Verbs = ["new"],
            OnlyOnCommandLine = true,
        };

    public static Option Context { get; } =
        new("context", "Folder that imported Dockerfiles are built in, and to which the contexts of a bake file are relative")
        {
            Value = "DIR",
            Default = "the folder of each Dockerfile, or of the bake file",
            Verbs = ["import"],
            OnlyOnCommandLine = true,
        };

    public static Option Template { get; } =
        new("template", "Template of a new image; its own name makes it one of its own")
        {
            Value = "NAME",
            Verbs = ["new"],
            Default = "packages",
            OnlyOnCommandLine = true,
        };

    public static Option Apt { get; } =
        new("apt", "Debian packages of a new image, such as jq,curl")
        {
            Value = "LIST",
            Repeatable = true,
            Verbs = ["new"],
            OnlyOnCommandLine = true,
        };

    public static Option Pip { get; } =
        new("pip", "Python requirements of a new image, such as requests>=2.31")
        {
            Value = "LIST",
            Repeatable = true,
            Verbs = ["new"],
            OnlyOnCommandLine = true,
        };

    public static Option R { get; } =
        new("r", "R packages of a new image, installed as Debian's r-cran-*")
        {
            Value = "LIST",
            Repeatable = true,
            Verbs = ["new"],
            OnlyOnCommandLine = true,
        };

    public static Option Summary { get; } =
        new("summary", "Description of a new image, one line")
        {
            Value = "TEXT",
            Verbs = ["new"],
            OnlyOnCommandLine = true,
        };

    /// <summary>Gets them in the order of help.</summary>
    public static IReadOnlyList<Option> All { get; } = [From, Context, Template, Apt, Pip, R, Summary];
}
