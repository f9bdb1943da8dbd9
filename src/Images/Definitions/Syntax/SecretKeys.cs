namespace Images.Definitions.Syntax;

/// <summary>The keys of a secret and of an SSH agent.</summary>
internal static class SecretKeys
{
    /// <summary>Gets a secret: in a variable, or in a file.</summary>
    public static ChoiceShape Secret { get; } =
        new([
            (
                "env",
                new RecordShape([
                    Id("secret"),
                    new("env", new TextShape(TextRules.VariableName), "The environment variable that holds the secret.")
                    {
                        Required = true,
                    },
                    Required,
                ])
            ),
            (
                "file",
                new RecordShape([
                    Id("secret"),
                    new(
                        "file",
                        new TextShape(TextRules.Line),
                        "The file that holds the secret: relative to the folder of this file, absolute, or from ~/ on; never in an image's folder."
                    )
                    {
                        Required = true,
                    },
                    Required,
                ])
            ),
        ]);

    /// <summary>Gets an SSH agent: its name alone, or with the place of its socket.</summary>
    public static NamedShape Ssh { get; } =
        new(
            TextRules.MountId,
            new RecordShape([
                Id("agent"),
                new("env", new TextShape(TextRules.VariableName), "The environment variable that names the agent's socket.")
                {
                    Default = SshDefinition.UsualVariable,
                },
                new("socket", new TextShape(TextRules.Line), "The agent's socket, absolute or from ~/ on, in place of a variable."),
            ])
        );

    private static Key Required =>
        new("required", new TextShape(TextRules.YesOrNo), "Whether the image cannot be built without it.") { Default = "true" };

    private static Key Id(string what) =>
        new("id", new TextShape(TextRules.MountId), $"The name under which a RUN mounts the {what}.") { Required = true };
}
