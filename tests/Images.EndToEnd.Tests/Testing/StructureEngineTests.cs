using System.Text.Json.Nodes;
using Images.Building;
using Images.Definitions.Structure;
using Images.Engines;
using Images.Testing;

namespace Images.EndToEnd.Tests.Testing;

/// <summary>Files of container-structure-test on real images: the documented examples of each kind of test, good and bad.</summary>
[Trait("Category", "Engine")]
public sealed class StructureEngineTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>
{
    [Fact]
    public async Task The_documented_examples_come_to_their_verdicts()
    {
        var image = await images.ImportAsync(
            [
                "ENV PATH=/bin",
                "ENV FOO_BAR=x",
                "LABEL com.example.vendor=\"ACME Incorporated\"",
                "EXPOSE 8080",
                "CMD [\"/bin/sh\"]",
                "WORKDIR /app",
                "ENTRYPOINT [\"cat\"]",
            ],
            ("etc/passwd", TestImages.Passwd, false),
            ("app/run.sh", "#!/bin/sh\necho ran \"$1\"\n", true),
            ("usr/share/doc/dash/copyright", "BSD", false)
        );
        var verdicts = await TestAsync(
            image,
            """
            schemaVersion: '2.0.0'
            globalEnvVars: [{ key: PATH, value: '/app:$PATH' }]
            commandTests:
            - { name: entrypoint is gone, command: sh, args: [-c, 'echo hello'], expectedOutput: ['^hello\n$'] }
            - { name: path, command: run.sh, args: ['$PATH'], expectedOutput: ['^ran /app:/bin'] }
            - { name: exit code, command: sh, args: [-c, 'exit 3'], exitCode: 3 }
            - { name: stderr, command: sh, args: [-c, 'echo Invalid operation >&2; exit 1'], expectedError: ['Invalid op'], excludedError: [FAIL], exitCode: 1 }
            - name: setup
              setup: [[sh, -c, 'echo $B > /made'], [sh, -c, 'exit 9']]
              envVars: [{ key: B, value: '<$FOO_BAR>' }]
              command: sh
              args: [-c, cat /made]
              expectedOutput: ['^<x>']
            - { name: no program, command: nonsuch, exitCode: 127 }
            - name: many lines
              command: sh
              args:
                - -c
                - |
                  echo hello &&
                  echo world
              expectedOutput: ['hello\nworld']
            fileContentTests:
            - { name: passwd, path: /etc/passwd, expectedContents: ['root:x:0:0'], excludedContents: ['gce'] }
            fileExistenceTests:
            - { name: root, path: /, shouldExist: true, uid: 0, gid: 0 }
            - { name: script, path: /app/run.sh, permissions: '-rwxr-xr-x', isExecutableBy: other }
            - { name: none, path: /etc/dummy, shouldExist: false }
            - { name: wrong, path: /etc/passwd, permissions: '-rwxrwxrwx' }
            licenseTests:
            - { debian: true, files: [/usr/share/doc/dash/copyright] }
            metadataTest:
              unboundEnvVars: [{ key: VIRTUAL_ENV }]
              labels: [{ key: com.example.vendor, value: ACME Incorporated }]
              exposedPorts: ["8080"]
              unmountedVolumes: [/root]
              entrypoint: [cat]
              cmd: [/bin/sh]
              workdir: /app

            """
        );

        var failed = verdicts.Where(verdict => verdict.Outcome != TestOutcome.Passed).ToList();
        Assert.True(failed.Count == 2, string.Join('\n', failed.Select(verdict => $"{verdict.Name}: {verdict.Reason} {verdict.Output}")));
        Assert.Equal(["Command Test: no program", "File Existence Test: wrong"], failed.Select(verdict => verdict.Name));
        Assert.Equal(14, verdicts.Count);
        Assert.Equal(0, await images.ContainersOfAsync(image));
        Assert.Equal(0, await CommittedAsync());
        // It has no name: an engine would take it away with the last image that was made of it.
        Assert.NotNull(await engine.Connection.Http.GetAsync($"images/{image}/json", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_hangs_forks_or_floods_ends_within_its_limit_and_leaves_nothing()
    {
        var image = await images.GoodAsync();
        var verdicts = await TestAsync(
            image,
            """
            schemaVersion: 2.0.0
            commandTests:
            - { name: hangs, command: sh, args: [-c, 'trap "" TERM; sleep 1000 & sleep 1000'] }
            - { name: forks, command: sh, args: [-c, 'bomb() { bomb | bomb & }; bomb; while :; do sleep 1; done'] }
            - { name: floods, command: sh, args: [-c, 'while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done'], expectedOutput: ['^(a+)+$'] }
            - { name: hangs in setup, setup: [[sleep, 1000]], command: 'true' }
            """,
            TimeSpan.FromSeconds(2)
        );

        Assert.Equal(
            ["no end within 2 s: killed", "no end within 2 s: killed", "setup: sleep 1000: no end within 2 s: killed"],
            verdicts.Where(verdict => verdict.Name != "Command Test: forks").Select(verdict => verdict.Reason)
        );
        // The shell may also give up when it can fork no more.
        Assert.Matches("no end within 2 s: killed|expected exit code 0", verdicts.Single(verdict => verdict.Name.EndsWith("forks")).Reason);
        Assert.All(verdicts, verdict => Assert.True(verdict.Output.Length < 100_000));
        Assert.Equal(0, await images.ContainersOfAsync(image));
        Assert.Equal(0, await CommittedAsync());
    }

    private async Task<IReadOnlyList<Verdict>> TestAsync(string image, string text, TimeSpan? timeout = null)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "structure.yaml");
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
            var containers = new Containers(engine.Connection, TimeProvider.System);
            var bench = new TestBench(
                containers,
                new EngineImageReader(engine.Connection, TimeProvider.System),
                new FixtureVolumes(engine.Connection, containers),
                _ => Task.FromResult(GpuAccess.None)
            )
            {
                Commits = new CommittedImages(engine.Connection.Http, TimeProvider.System),
            };
            var options = new TestOptions(4)
            {
                BuiltInChecks = false,
                Structure = new() { Network = "none", Timeout = timeout ?? TimeSpan.FromMinutes(1) },
            };
            var tested = await new ImageTester(bench, TimeProvider.System).TestAsync(
                [LooseImage.Of(image, image, null, [StructureFiles.Load(path, folder.FullName)])],
                options,
                null,
                TestContext.Current.CancellationToken
            );
            return tested[0].Verdicts;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Images of this run alone: others may test on the engine as well.
    private async Task<int> CommittedAsync()
    {
        var own = $"{Environment.MachineName}/{Environment.ProcessId}/";
        var filters = Uri.EscapeDataString(new JsonObject { ["label"] = new JsonArray("org.images.run") }.ToJsonString());
        var list = await engine.Connection.Http.GetAsync($"images/json?all=1&filters={filters}", TestContext.Current.CancellationToken);
        return ((JsonArray)list!).Count(image =>
            image!["Labels"]!["org.images.run"]!.GetValue<string>().StartsWith(own, StringComparison.Ordinal)
        );
    }
}
