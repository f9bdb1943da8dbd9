namespace Images.Build.CommandLine;

/// <summary>The options of <c>compute</c>.</summary>
internal static class ComputingOptions
{
    private static readonly string[] Computing = ["compute"];

    public static Option Source { get; } =
        new("source", "Folder of the computation, in a checkout of git")
        {
            Value = "DIR",
            Default = "the current folder",
            Verbs = Computing,
            OnlyOnCommandLine = true,
        };

    public static Option Dockerfile { get; } =
        new("dockerfile", "Compute nothing; print the computation's set-up as a Dockerfile, a RUN for each stage")
        {
            Verbs = Computing,
            OnlyOnCommandLine = true,
        };

    public static Option Computations { get; } =
        new("computations", "Remove the containers of all staged computations too, but those that are in use")
        {
            Verbs = ["clean"],
            OnlyOnCommandLine = true,
        };

    /// <summary>Gets all of them in the order of help.</summary>
    public static IReadOnlyList<Option> All { get; } = [Source, Dockerfile, Computations];
}
