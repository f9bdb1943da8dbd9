namespace Images.Definitions.Syntax;

/// <summary>The keys of a test.</summary>
internal static class TestKeys
{
    /// <summary>Gets a test that runs a command, or the skip of an inherited one.</summary>
    public static ChoiceShape Shape { get; } =
        new([
            ("run", new RecordShape(Run)),
            (
                "skip",
                new RecordShape([
                    new("skip", new TextShape(TextRules.Name), "The name of the inherited or built-in test that is not run here.")
                    {
                        Required = true,
                    },
                    new("why", new TextShape(TextRules.Line), "Why not; it is reported with each run.") { Required = true },
                ])
            ),
        ]);

    private static IReadOnlyList<Key> Run =>
        [
            new("name", new TextShape(TextRules.Line), "What must hold, in a few words.") { Default = "the command" },
            new("run", new CommandShape(TextRules.Lines), "The command: a line for the shell, or a list that is executed as it is.")
            {
                Required = true,
            },
            new("expect", new TextShape(TextRules.Expectation), "What standard output must contain; /.../ is a regular expression."),
            new("stderr", new TextShape(TextRules.Expectation), "What standard error must contain; /.../ is a regular expression."),
            new("exit", new TextShape(TextRules.ExitCode), "The exit code.") { Default = "0" },
            new("timeout", new TextShape(TextRules.Duration), "When the container is killed.") { Default = "30s" },
            new("env", new MapShape(TextRules.VariableName, new TextShape(TextRules.Value)), "Environment variables for this test."),
            new("user", new TextShape(TextRules.User), "The user to run as.") { Default = "the image's" },
            new("workdir", new TextShape(TextRules.Directory), "The working directory.") { Default = "the image's" },
            new("network", new TextShape(TextRules.Network), "The network that the container is in.") { Default = "none" },
        ];
}
