using Images.Definitions.Structure;

namespace Images.Testing.Structure;

/// <summary>Says what a test lacks to be run.</summary>
internal static class StructureValidity
{
    private const string NoName = "the test has no name; give it one";

    public static string? Problem(StructureCommand test) =>
        Joined(
            test.Name.Length == 0 ? NoName : null,
            test.Command is [] or [""] or ["", ..] ? "the test has no command; give it one" : null,
            test.Setup.Any(static command => command.Count == 0) ? "a setup command is empty; leave it out" : null,
            test.Teardown.Any(static command => command.Count == 0) ? "a teardown command is empty; leave it out" : null,
            test.Variables.Any(static variable => variable.Key.Length == 0 || variable.Value.Value.Length == 0)
                ? "a variable of envVars has no key or no value; give it both"
                : null
        );

    public static string? Problem(StructureContent test) => Joined(test.Name.Length == 0 ? NoName : null, NoPath(test.Path));

    /// <summary>Says what is missing; schema 1.0.0 forgets to look at the path.</summary>
    public static string? Problem(StructureExistence test, bool isFirstSchema) =>
        Joined(test.Name.Length == 0 ? NoName : null, isFirstSchema ? null : NoPath(test.Path));

    public static string? Problem(StructureMetadata test) =>
        Joined(
            test.Variables.Any(static variable => variable.Key.Length == 0) ? "a variable of envVars has no key; give it one" : null,
            test.Labels.Any(static label => label.Key.Length == 0) ? "a label has no key; give it one" : null,
            test.ExposedPorts.Contains(string.Empty) ? "a port is empty; leave it out" : null,
            test.Volumes.Contains(string.Empty) ? "a volume is empty; leave it out" : null
        );

    private static string? NoPath(string path) => path.Length == 0 ? "the test has no path; give it one" : null;

    private static string? Joined(params IEnumerable<string?> problems)
    {
        var all = string.Join("; ", problems.OfType<string>());
        return all.Length == 0 ? null : all;
    }
}
