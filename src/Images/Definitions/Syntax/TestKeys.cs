namespace Images.Definitions.Syntax;

/// <summary>The keys of a test.</summary>
internal static class TestKeys
{
    /// <summary>Gets a test that runs a command, or the skip of an inherited one.</summary>
    public static ChoiceShape Shape { get; } =
        new([
            ("run", new RecordShape(Run)),
            (
                "metadata",
                new RecordShape([
                    Name,
                    new("metadata", new RecordShape(Metadata), "What the image declares.") { Required = true },
                    Platforms,
                ])
            ),
            (
                "files",
                new RecordShape([
                    Name,
                    new("files", new ListShape(new RecordShape(FileKeys)) { NotEmpty = true }, "Files of the image, which is not run.")
                    {
                        Required = true,
                    },
                    Platforms,
                ])
            ),
            ("start", new RecordShape(Start)),
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

    private static Key Name => new("name", new TextShape(TextRules.Line), "What must hold, in a few words.") { Default = "what is tested" };

    private static Key Platforms =>
        new(
            "platforms",
            new ListShape(new TextShape(TextRules.Platform)) { Distinct = true, NotEmpty = true },
            "The platforms that it holds for; on others it is skipped."
        )
        {
            Default = "all",
        };

    // What a program that stays up has in common with one that ends.
    private static IReadOnlyList<Key> Start =>
        [
            Name,
            new(
                "start",
                new CommandShape(TextRules.Lines) { MayBeEmpty = true },
                "A command that stays up: a line for the shell, or a list; an empty list for the image's own."
            )
            {
                Required = true,
            },
            new("ready", new RecordShape(Ready), "When it is ready; without it, at once."),
            new(
                "runs",
                new ListShape(
                    new RecordShape([
                        .. Run.Where(static key =>
                            key.Name is "name" or "run" or "expect" or "stderr" or "exit" or "timeout" or "env" or "user" or "workdir"
                        ),
                    ])
                )
                {
                    NotEmpty = true,
                },
                "What is run in its container once it is ready, one after the other."
            ),
            new("still-running", new TextShape(TextRules.Duration), "How long after its start it must still run.")
            {
                Default = "as long as the runs take",
            },
            .. Run.Where(static key =>
                key.Name is "env" or "user" or "workdir" or "network" or "mounts" or "gpu" or "needs" or "platforms"
            ),
        ];

    private static IReadOnlyList<Key> Ready =>
        [
            new("log", new TextShape(TextRules.Expectation), "What it must have written; /.../ is a regular expression."),
            new("port", new TextShape(TextRules.PortNumber), "The TCP port that something must listen on in its container."),
            new("run", new CommandShape(TextRules.Lines), "A command that must succeed in its container."),
            new("within", new TextShape(TextRules.Duration), "How long that may take.") { Default = "30s" },
        ];

    private static IReadOnlyList<Key> Metadata =>
        [
            new("entrypoint", new CommandShape(TextRules.Value) { MayBeEmpty = true }, "The entry point; an empty list for none."),
            new("cmd", new CommandShape(TextRules.Value) { MayBeEmpty = true }, "The default command; an empty list for none."),
            new("env", Values(TextRules.VariableName), "Environment variables that are set; /.../ is a regular expression."),
            new("labels", Values(TextRules.LabelKey), "Labels that are set; /.../ is a regular expression."),
            new("user", new TextShape(TextRules.Value), "The user; empty for root."),
            new("workdir", new TextShape(TextRules.Directory), "The working directory."),
            new("ports", new ListShape(new TextShape(TextRules.Port)) { Distinct = true }, "Ports that it listens on."),
            new("volumes", new ListShape(new TextShape(TextRules.Directory)) { Distinct = true }, "Directories that are volumes."),
        ];

    private static IReadOnlyList<Key> FileKeys =>
        [
            new("path", new TextShape(TextRules.Directory), "The absolute path; links are followed inside the image.") { Required = true },
            new("exists", new TextShape(TextRules.YesOrNo), "Whether it must be there.") { Default = "true" },
            new("mode", new TextShape(TextRules.FileMode), "Its permissions in octal digits, such as 755 or 4755."),
            new("owner", new TextShape(TextRules.FileOwner), "The numbers of its user and group: UID or UID:GID."),
            new("content", new TextShape(TextRules.Expectation), "What it must contain; /.../ is a regular expression."),
        ];

    private static MapShape Values(TextRule key) => new(key, new TextShape(TextRules.ExpectedValue));

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
            new(
                "mounts",
                new ListShape(new TextShape(TextRules.Mount)) { Distinct = true, NotEmpty = true },
                "Files or folders beside the definition that the test finds, read-only, in a directory: FIXTURES:/DIRECTORY."
            ),
            new(
                "output",
                new TextShape(TextRules.OutputFile),
                "A file that the test must leave; its directory can be written, and the file is kept below artifacts/outputs."
            ),
            new("gpu", new TextShape(TextRules.YesOrNo), "Whether all GPUs are handed in; without one the test is skipped.")
            {
                Default = "false",
            },
            new("needs", new RecordShape(Needs), "What the test needs beyond the strict profile."),
            Platforms,
        ];

    private static IReadOnlyList<Key> Needs =>
        [
            new("memory", new TextShape(TextRules.Size), "The most memory.") { Default = "2GiB" },
            new("pids", new TextShape(TextRules.ProcessCount), "The most processes at once.") { Default = "256" },
            new("shm", new TextShape(TextRules.Size), "The size of /dev/shm.") { Default = "64MiB" },
            new(
                "tmpfs",
                new ListShape(new TextShape(TextRules.Tmpfs)) { Distinct = true, NotEmpty = true },
                "Directories in memory: /DIRECTORY or /DIRECTORY:OPTIONS, the options exec, noexec, size=, mode=, uid= and gid=."
            )
            {
                Default = "/tmp",
            },
            new("writable-root", new TextShape(TextRules.YesOrNo), "Whether the root file system can be written.") { Default = "false" },
            new(
                "capabilities",
                new ListShape(new TextShape(TextRules.Capability)) { Distinct = true, NotEmpty = true },
                "Capabilities out of those that containers have by default."
            )
            {
                Default = "none",
            },
            new("why", new TextShape(TextRules.Line), "Why; it is reported with each run.") { Required = true },
        ];
}
