using System.Net;
using System.Runtime.Versioning;
using Images.Building;
using Images.Definitions;
using Images.Engines;
using Images.Planning;
using Images.Testing;

namespace Images.EndToEnd.Tests.Testing;

/// <summary>Fixtures that tests mount and files that they leave, through an engine that sees none of this machine's files.</summary>
[SupportedOSPlatform("linux")]
[Trait("Category", "Engine")]
public sealed class TestSurroundingsTests(SharedEngine engine, TestImages images) : IClassFixture<TestImages>, IDisposable
{
    private static readonly SourceLocation Place = new("images/a/image.yaml", 1, 1);

    private readonly string root = Directory.CreateTempSubdirectory("images-fixtures-").FullName;

    [Fact]
    public async Task A_test_reads_its_fixtures_leaves_its_file_and_nothing_else_stays()
    {
        var fixtures = Directory.CreateDirectory(Path.Combine(root, "fixtures", "deep")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(fixtures, "deep", "scene.txt"), "a scene\n", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(fixtures, "link"), "deep/scene.txt");
        var program = Path.Combine(root, "program");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho the program\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        IReadOnlyList<TestMount> mounts = [new(fixtures, false, "/fixtures"), new(program, true, "/programs")];

        var tested = await TestAsync(
            Test("reads", "cat /fixtures/deep/scene.txt /fixtures/link && /programs/program", "a scene\na scene\nthe program") with
            {
                Mounts = mounts,
            },
            Test("cannot write", "if echo x >/fixtures/x; then exit 1; fi; if echo x >/programs/x; then exit 1; fi", null) with
            {
                Mounts = mounts,
            },
            Test("leaves a file", "cat /fixtures/link /fixtures/link >/work/out/two.txt; id -u >/work/out/id", null) with
            {
                Mounts = mounts,
                Output = new("/work/out/two.txt", Place),
            },
            Test("leaves one where a tmpfs would be", "echo left >/tmp/three.txt", null) with
            {
                Output = new("/tmp/three.txt", Place),
            },
            Test("leaves one in the image's own directory", "cat /kept/there >/kept/four.txt", null) with
            {
                Output = new("/kept/four.txt", Place),
            }
        );

        Assert.All(tested, verdict => Assert.Null(verdict.Reason));
        Assert.Equal("a scene\na scene\n", Kept(tested, "leaves a file"));
        Assert.Equal("left\n", Kept(tested, "leaves one where a tmpfs would be"));
        Assert.Equal("of the image\n", Kept(tested, "leaves one in the image's own directory"));
    }

    [Fact]
    public async Task A_service_and_what_runs_beside_it_read_its_fixtures()
    {
        var site = Directory.CreateDirectory(Path.Combine(root, "site")).FullName;
        await File.WriteAllTextAsync(Path.Combine(site, "page"), "a page\n", TestContext.Current.CancellationToken);
        var beside = Test("beside", "cat /site/page; if echo x >/site/x; then exit 1; fi", "a page");
        var service = new TestService([beside]) { ReadyLog = new("a page", false, Place), ReadyWithin = TimeSpan.FromSeconds(30) };

        var verdict = Assert.Single(
            await TestAsync(
                Test("serves", "cat /site/page; while :; do sleep 1; done", null) with
                {
                    Mounts = [new(site, false, "/site")],
                    Service = service,
                }
            )
        );

        Assert.Equal((TestOutcome.Passed, null), (verdict.Outcome, verdict.Reason));
    }

    [Fact]
    public async Task What_was_not_left_is_told()
    {
        var tested = await TestAsync(
            Test("nothing", "true", null) with
            {
                Output = new("/work/a", Place),
            },
            Test("empty", ": >/work/b", null) with
            {
                Output = new("/work/b", Place),
            },
            Test("a directory", "true", null) with
            {
                Output = new("/etc/ssl", Place),
            },
            Test(
                "too much",
                "while :; do echo 0123456789012345678901234567890123456789012345678901234567890123456789; done >/work/c",
                null
            ) with
            {
                Output = new("/work/c", Place),
                Timeout = TimeSpan.FromSeconds(1),
            }
        );

        Assert.Equal("expected the file /work/a to be left, but it is not there", tested[0].Reason);
        Assert.Equal("expected the file /work/b to be left, but it is empty", tested[1].Reason);
        Assert.Equal("expected the file /etc/ssl to be left, but it is no regular file", tested[2].Reason);
        Assert.Contains("no end within 1 s", tested[3].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_test_needs_is_given_and_no_more()
    {
        // Not in the top directory, which podman closes even to its owner.
        var tested = await TestAsync(
            Test(
                "has it",
                "cat /proc/self/status; echo x >/etc/file && echo '#!/bin/sh' >/tmp/p && while read -r l; do echo \"$l\"; done </proc/mounts",
                @"/CapEff:\t0000000000000400\n/"
            ) with
            {
                User = "0",
                Needs = new("it is proven here")
                {
                    WritableRoot = true,
                    Capabilities = ["NET_BIND_SERVICE"],
                    Tmpfs = new Dictionary<string, string> { ["/run/x"] = "exec,size=1m" },
                    MemoryBytes = 64 << 20,
                    Pids = 32,
                    ShmBytes = 1 << 20,
                },
            }
        );

        var verdict = Assert.Single(tested);
        Assert.Null(verdict.Reason);
        Assert.Contains("tmpfs /run/x tmpfs rw", verdict.Output, StringComparison.Ordinal);
        Assert.Contains("size=1024k", verdict.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gpu_is_handed_in_or_the_reason_told()
    {
        var gpus = (await InfoAsync()).Gpus;
        var verdict = Assert.Single(await TestAsync(Test("gpu", "true", null) with { Gpu = true }));

        Assert.Equal((gpus.WhyNot is null ? TestOutcome.Passed : TestOutcome.Skipped, gpus.WhyNot), (verdict.Outcome, verdict.Reason));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static TestDefinition Test(string name, string line, string? expect) =>
        new()
        {
            Name = name,
            Location = Place,
            Run = new([line], true, Place),
            Expect =
                expect is null ? null
                : expect.StartsWith('/') ? new(expect[1..^1], true, Place)
                : new(expect, false, Place),
            Stderr = null,
            Exit = 0,
            Timeout = TimeSpan.FromSeconds(60),
            Env = new Dictionary<string, string>(),
            User = null,
            Workdir = null,
            Network = "none",
            SkipReason = null,
        };

    private string Kept(IReadOnlyList<Verdict> verdicts, string name) =>
        File.ReadAllText(Path.Combine(root, verdicts.Single(verdict => verdict.Name == name).Kept!));

    private async Task<EngineInfo> InfoAsync()
    {
        await engine.RequireAsync();
        return await engine.Connection.GetInfoAsync(TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<Verdict>> TestAsync(params TestDefinition[] tests)
    {
        var id = await images.ImportAsync(
            ["USER 1000", "ENV PATH=/bin"],
            ("etc/passwd", TestImages.Passwd, false),
            ("etc/shadow", "root:*:1::::::\n", false),
            ("kept/there", "of the image\n", false),
            ("etc/ssl/x", "y", false),
            ("mark", Guid.NewGuid().ToString(), false)
        );
        var containers = new Containers(engine.Connection, TimeProvider.System);
        var fixtures = new Remembered(new FixtureVolumes(engine.Connection, containers));
        var bench = new TestBench(
            containers,
            new EngineImageReader(engine.Connection, TimeProvider.System),
            fixtures,
            async token => (await engine.Connection.GetInfoAsync(token)).Gpus
        )
        {
            Services = new ServiceContainers(engine.Connection, containers, TimeProvider.System),
        };
        var variant = BareVariant.Named("a") with { Tests = tests };
        var planned = new PlannedImage(new(variant, "FROM scratch\n", "images/a/default/Dockerfile", "templates/a.Dockerfile.sbn", []), []);
        var built = new BuiltImage(planned, BuildOutcome.Built, id, 1, TimeSpan.Zero, null, null);
        var tested = await new ImageTester(bench, TimeProvider.System).TestAsync(
            [built],
            new(2) { Root = root },
            null,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(0, await images.ContainersOfAsync(id));
        foreach (var volume in fixtures.Volumes)
        {
            var gone = await Assert.ThrowsAsync<EngineRefusedException>(() =>
                engine.Connection.Http.GetAsync($"volumes/{volume}", TestContext.Current.CancellationToken)
            );
            Assert.Equal(HttpStatusCode.NotFound, gone.Status);
        }

        return [.. Assert.Single(tested).Verdicts.Where(verdict => verdict.Location == Place)];
    }

    private sealed class Remembered(IFixtureVolumes volumes) : IFixtureVolumes
    {
        public List<string> Volumes { get; } = [];

        public async Task<IFilledVolumes> FillAsync(string image, IReadOnlyList<Fixture> fixtures, CancellationToken cancellationToken)
        {
            var filled = await volumes.FillAsync(image, fixtures, cancellationToken);
            Volumes.AddRange(filled.Mounts.Select(mount => mount.Name));
            return filled;
        }
    }
}
