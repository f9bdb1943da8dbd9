using Images.Engines;
using Images.Testing;
using Images.Testing.Structure;
using Images.Tests.Definitions.Structure;

namespace Images.Tests.Testing.Structure;

/// <summary>Tests that run commands, with the original's view of setups, variables and options.</summary>
public sealed class StructureCommandTests : ICommittedImages
{
    private readonly List<string> removed = [];
    private readonly List<ContainerSpec> specs = [];
    private int made;

    [Theory]
    [InlineData("expectedOutput: ['.*Usage.*'], excludedError: ['.*FAIL.*']", null)]
    [InlineData("expectedOutput: ['^of']", "expected stdout to match '^of', found 2 lines that start with 'Usage'")]
    [InlineData("excludedOutput: ['.*Inst.*Security.* | .*Security.*Inst.*']", null)]
    [InlineData("excludedOutput: ['Us']", "expected stdout not to match 'Us', found 2 lines that start with 'Usage'")]
    [InlineData("expectedError: ['^warn'], excludedError: [error]", null)]
    [InlineData("expectedError: [fatal]", "expected stderr to match 'fatal', found 'warning'")]
    [InlineData("excludedError: [warn]", "expected stderr not to match 'warn', found 'warning'")]
    [InlineData("exitCode: 1", "expected exit code 1, found 0")]
    [InlineData(
        "expectedOutput: ['(?!x)']",
        "f.yaml:2:56: '(?!x)' cannot be used as a pattern: '(?!' looks ahead, which RE2 does not know: such patterns can take more than linear time"
    )]
    [InlineData("setup: [[]], teardown: [[]]", "a setup command is empty; leave it out; a teardown command is empty; leave it out")]
    [InlineData("envVars: [{ key: A }]", "a variable of envVars has no key or no value; give it both")]
    public async Task Commands_do_what_they_should(string test, string? reason) =>
        Assert.Equal(reason, (await RunAsync($"schemaVersion: 2.0.0\ncommandTests: [{{ name: a, command: x, {test} }}]"))[0].Reason);

    [Fact]
    public async Task A_command_has_no_entrypoint_and_an_engines_usual_rights()
    {
        await RunAsync("schemaVersion: 2.0.0\ncommandTests: [{ name: a, command: 'sh', args: [-c, 'echo $A $NONE $HOME'] }]");

        var spec = Assert.Single(specs);
        Assert.Empty(spec.Entrypoint!);
        Assert.Equal(["sh", "-c", "echo 1  /root"], spec.Command);
        Assert.Equal((false, false, "bridge", null), (spec.ReadOnlyRoot, spec.Init, spec.Network, spec.User));
        Assert.Empty(spec.DroppedCapabilities);
        Assert.False(spec.Privileged);
        Assert.NotNull(spec.Timeout);
        Assert.NotNull(spec.PidsLimit);
    }

    [Fact]
    public async Task Each_setup_command_makes_the_image_of_the_next_one_however_it_ends()
    {
        await RunAsync(
            """
            schemaVersion: 2.0.0
            globalEnvVars: [{ key: PATH, value: '/env/bin:$HOME' }, { key: TWICE, value: '$PATH' }]
            commandTests:
            - { name: a, setup: [[one, $A], [two]], teardown: [[three]], command: last, args: [$PATH, $B], envVars: [{ key: B, value: '<$PATH>' }] }
            """
        );

        Assert.Equal(["one $A", "two", "last /env/bin:/root </env/bin:/root>"], specs.Select(spec => string.Join(' ', spec.Command!)));
        Assert.Equal([SampleTests.ImageId, "image-1", "image-2"], specs.Select(spec => spec.Image));
        Assert.Equal([true, true, false], specs.Select(spec => spec.BecomesImage));
        // Values are replaced by what the image has: that of all tests for the setup, and nothing at all for the command itself.
        Assert.Equal("", specs[0].Environment["TWICE"]);
        Assert.Equal("</env/bin:/root>", specs[0].Environment["B"]);
        Assert.Equal("<$PATH>", specs[2].Environment["B"]);
        Assert.Equal(["image-2", "image-1"], removed);
    }

    [Fact]
    public async Task Schema_1_gives_the_variables_of_all_tests_to_the_setup_alone()
    {
        await RunAsync(
            """
            schemaVersion: 1.0.0
            globalEnvVars: [{ key: G, value: g }]
            commandTests:
            - { name: a, command: [x, $G] }
            - { name: b, setup: [[y]], command: [x, $G] }
            """
        );

        Assert.Equal(["x ", "y", "x g"], specs.Select(spec => string.Join(' ', spec.Command!)));
        Assert.Equal([0, 1, 1], specs.Select(spec => spec.Environment.Count));
    }

    [Fact]
    public async Task Run_options_take_the_place_of_a_tests_own_variables()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "envfile"),
                "FOO=keepitsecret!\nEMPTY=\n",
                TestContext.Current.CancellationToken
            );
            var verdict = (
                await RunAsync(
                    """
                    schemaVersion: 2.0.0
                    commandTests: [{ name: a, command: printenv, envVars: [{ key: MINE, value: lost }] }]
                    containerRunOptions: { user: "1001", envFile: envfile, envVars: [TOKEN] }
                    """,
                    new StructureOptions { Folder = folder.FullName, Variable = name => name == "TOKEN" ? "warning" : null }
                )
            )[0];

            var spec = Assert.Single(specs);
            Assert.Equal(["FOO=keepitsecret!", "TOKEN=warning"], spec.Environment.Select(variable => $"{variable.Key}={variable.Value}"));
            Assert.Equal("1001", spec.User);
            // What comes out of a person's environment is not told.
            Assert.Contains("***", verdict.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("warning", verdict.Output, StringComparison.Ordinal);
            Assert.Null(verdict.Reproduce);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("envVars: [UNSET]", "containerRunOptions.envVars: the variable UNSET is not set; set it")]
    [InlineData(
        "privileged: true",
        "f.yaml:3:36: runs privileged containers, which a test file cannot grant itself; allow it with --allow-privileged"
    )]
    [InlineData(
        "capabilities: [sys_admin]",
        "f.yaml:3:39: asks for the capability sys_admin, which a test file cannot grant itself; allow it with --allow-privileged"
    )]
    [InlineData(
        "bindMounts: ['/:/host']",
        "f.yaml:3:37: mounts /:/host of the engine's host, which a test file cannot grant itself; allow it with --allow-privileged"
    )]
    [InlineData("envFile: nonsuch", null)]
    [InlineData(
        "allocateTty: true",
        "what a terminal shows cannot be read by container-structure-test, and so fails here too; leave allocateTty out"
    )]
    public async Task Run_options_are_obeyed_or_refused(string run, string? reason)
    {
        var verdicts = await RunAsync(
            $"schemaVersion: 2.0.0\ncommandTests: [{{ name: a, command: x }}]\ncontainerRunOptions: {{ {run} }}",
            new StructureOptions { Variable = _ => null }
        );

        Assert.Equal(reason, verdicts[0].Reason);
    }

    [Fact]
    public async Task A_person_can_allow_what_a_file_asks_for()
    {
        await RunAsync(
            """
            schemaVersion: 2.0.0
            commandTests: [{ name: a, command: x }]
            containerRunOptions: { privileged: true, capabilities: [sys_admin], bindMounts: ["/tmp/test:/tmp/test"] }
            """,
            new StructureOptions { AllowPrivileged = true }
        );

        var spec = Assert.Single(specs);
        Assert.True(spec.Privileged);
        Assert.Equal(["sys_admin"], spec.AddedCapabilities);
        Assert.Equal(["/tmp/test:/tmp/test"], spec.Binds);
    }

    [Fact]
    public async Task A_program_that_is_not_there_fails_whatever_exit_code_is_expected()
    {
        var bench = SampleTests.Bench(
            new FakeRunner(_ => throw new ContainerStartException("container: cannot start: not found", 127, new EngineException("x")))
        );
        var file = StructureReaderTests.Read("schemaVersion: 2.0.0\ncommandTests: [{ name: a, command: nonsuch, exitCode: 127 }]");

        var verdict = (
            await new StructureTester(bench, new(), TimeProvider.System)
                .Pieces(SampleTests.ImageId, file)
                .Single()
                .RunAsync(TestContext.Current.CancellationToken)
        )[0];

        Assert.Equal((TestOutcome.Failed, "container: cannot start: not found"), (verdict.Outcome, verdict.Reason));
    }

    Task ICommittedImages.RemoveAsync(string imageId)
    {
        removed.Add(imageId);
        return Task.CompletedTask;
    }

    private async Task<IReadOnlyList<Verdict>> RunAsync(string text, StructureOptions? options = null)
    {
        var runner = new FakeRunner(spec =>
        {
            specs.Add(spec);
            return FakeRunner.Exit(0, "Usage\nof\n", "warning\n") with { ImageId = spec.BecomesImage ? $"image-{++made}" : null };
        });
        var reader = new FakeReader
        {
            Facts = new([], [], 1, 1)
            {
                Environment = new Dictionary<string, string> { ["A"] = "1", ["HOME"] = "/root" },
            },
        };
        var bench = SampleTests.Bench(runner) with { Reader = reader, Commits = this };
        var tester = new StructureTester(bench, options ?? new(), TimeProvider.System);
        var verdicts = new List<Verdict>();
        foreach (var piece in tester.Pieces(SampleTests.ImageId, StructureReaderTests.Read(text)))
        {
            verdicts.AddRange(await piece.RunAsync(TestContext.Current.CancellationToken));
        }

        return verdicts;
    }
}
