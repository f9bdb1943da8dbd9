using Images.Testing.Structure;

namespace Images.Build.CommandLine;

/// <summary>The options of verbs that test images, or compare tested ones.</summary>
internal static class TestingOptions
{
    private static readonly string[] Testing = [Verbs.MainJob, "test", "publish"];

    public static Option Rerun { get; } = new("rerun", "Run tests again that the very image has passed before") { Verbs = Testing };

    public static Option AllowPrivileged { get; } =
        new("allow-privileged", "Let files of container-structure-test run privileged, with capabilities, and with mounts of the host")
        {
            Verbs = Testing,
            OnlyOnCommandLine = true,
        };

    public static Option CstTimeout { get; } =
        new("cst-timeout", "When a container of a file of container-structure-test is killed")
        {
            Value = "TIME",
            Problem = static text =>
                StructureOptions.TimeoutOf(text) is null ? $"'{text}' is no time of up to a day, such as 90s or 10m" : null,
            Default = "5m",
            Verbs = Testing,
        };

    public static Option Write { get; } =
        new("write", "Write the list from what the engine has, and compare nothing") { Verbs = ["verify"], OnlyOnCommandLine = true };

    public static Option Cst { get; } =
        new("cst", "File of container-structure-test to run on the image that --image names; no family is needed")
        {
            Value = "FILE",
            Repeatable = true,
            Verbs = ["test"],
            OnlyOnCommandLine = true,
        };

    public static Option Image { get; } =
        new("image", "Image that the files of --cst are run on")
        {
            Value = "REF",
            Verbs = ["test"],
            OnlyOnCommandLine = true,
        };

    /// <summary>Gets them in the order of help.</summary>
    public static IReadOnlyList<Option> All { get; } = [Rerun, AllowPrivileged, CstTimeout, Cst, Image, Write];
}
