using Images.Testing;
using Images.Testing.Structure;
using Images.Tests.Definitions.Structure;

namespace Images.Tests.Testing.Structure;

/// <summary>Tests that read files, licences and metadata, verdict by verdict as the original gives them.</summary>
public sealed class StructureFileTests
{
    private static readonly FakeFiles Files = new FakeFiles()
        .WithFolder("/")
        .WithFolder("tmp", "1777")
        .WithFolder("etc")
        .With("etc/passwd", "root:x:0:0:root:/root:/bin/bash\nuser:x:1:1::/:/bin/sh\n")
        .With("usr/lib/os-release", "NAME=Debian\n")
        .WithLink("etc/os-release", "../usr/lib/os-release")
        .WithLink("etc/absolute", "/etc/passwd")
        .With("usr/bin/python3.11", "elf", "755")
        .WithLink("usr/bin/python3", "python3.11")
        .WithLink("loop", "/loop")
        .With("bin/su", "", "4755", 0, 42)
        .With("bin/date", "", "750", 7, 8);

    [Theory]
    [InlineData("path: /, uid: 0, gid: 0", null)]
    [InlineData("path: /nonsuch", "expected /nonsuch to be there, but it is not")]
    [InlineData("path: /nonsuch, shouldExist: false, permissions: x, isExecutableBy: nobody", null)]
    [InlineData("path: /etc, shouldExist: false", "expected /etc not to be there, but it is")]
    [InlineData("path: /etc/passwd, permissions: '-rw-r--r--'", null)]
    [InlineData("path: /tmp, permissions: dtrwxrwxrwx", null)]
    [InlineData("path: /bin/su, permissions: urwxr-xr-x, gid: 42", null)]
    [InlineData("path: /etc/absolute, permissions: Lrwxrwxrwx", null)]
    [InlineData("path: /etc/passwd, permissions: '-rwxrwxrwx'", "expected /etc/passwd to be -rwxrwxrwx, found -rw-r--r--")]
    [InlineData("path: /bin/date, isExecutableBy: owner, uid: 7, gid: 8", null)]
    [InlineData("path: /bin/date, isExecutableBy: group", null)]
    [InlineData("path: /bin/date, isExecutableBy: any", null)]
    [InlineData("path: /bin/date, isExecutableBy: other", "expected /bin/date to be executable by other, found -rwxr-x---")]
    [InlineData("path: /etc/passwd, isExecutableBy: any", "expected /etc/passwd to be executable by any, found -rw-r--r--")]
    [InlineData("path: /bin/date, isExecutableBy: me", "isExecutableBy: 'me' is nobody; use owner, group, other or any")]
    [InlineData(
        "path: /bin/date, uid: 0, gid: 0",
        "expected /bin/date to be of the user 0, found 7; expected /bin/date to be of the group 0, found 8"
    )]
    [InlineData("path: $ROOT/passwd", null)]
    [InlineData("shouldExist: true", "the test has no path; give it one")]
    public async Task Files_are_there_as_they_should(string test, string? reason) =>
        Assert.Equal(reason, await ReasonAsync($"schemaVersion: 2.0.0\nfileExistenceTests: [{{ name: a, {test} }}]"));

    [Theory]
    [InlineData("path: /etc/passwd, expectedContents: ['root:x:0:0:root:/root:/bin/bash']", null)]
    [InlineData(
        "path: /etc/passwd, expectedContents: ['^user']",
        "expected /etc/passwd to match '^user', found 2 lines that start with 'root:x:0:0:root:/root:/bin/bash'"
    )]
    [InlineData("path: /etc/passwd, expectedContents: ['(?m)^user']", null)]
    [InlineData(
        "path: /etc/passwd, excludedContents: ['us.r']",
        "expected /etc/passwd not to match 'us.r', found 2 lines that start with 'root:x:0:0:root:/root:/bin/bash'"
    )]
    [InlineData(
        "path: /etc/passwd, excludedContents: ['(?=x)']",
        "f.yaml:2:69: '(?=x)' cannot be used as a pattern: '(?=' looks ahead, which RE2 does not know: such patterns can take more than linear time"
    )]
    [InlineData("path: /etc/os-release, expectedContents: [Debian]", null)]
    [InlineData("path: /etc/absolute, expectedContents: [root]", null)]
    [InlineData("path: /usr/bin/python3, expectedContents: [elf]", "/usr/bin/python3 leads to python3.11, which is not there")]
    [InlineData("path: /loop", "/loop is a link that leads to links for ever")]
    [InlineData("path: /etc", "/etc is a folder, not a file")]
    [InlineData("path: $ROOT/passwd", "$ROOT/passwd is not there")]
    [InlineData("expectedContents: [a]", "the test has no path; give it one")]
    public async Task Files_hold_what_they_should(string test, string? reason) =>
        Assert.Equal(reason, await ReasonAsync($"schemaVersion: 2.0.0\nfileContentTests: [{{ name: a, {test} }}]"));

    [Fact]
    public async Task A_test_without_a_name_fails_and_the_others_still_run()
    {
        var verdicts = await RunAsync("schemaVersion: 2.0.0\nfileExistenceTests: [{ path: /etc }, { name: b, path: /etc }]");

        Assert.Equal([TestOutcome.Failed, TestOutcome.Passed], verdicts.Select(verdict => verdict.Outcome));
        Assert.Equal("the test has no name; give it one", verdicts[0].Reason);
        Assert.Equal(("File Existence Test: b", 2), (verdicts[1].Name, verdicts[1].Location!.Line));
    }

    [Fact]
    public async Task Schema_1_passes_over_what_it_cannot_run()
    {
        var verdicts = await RunAsync(
            "schemaVersion: 1.0.0\nfileExistenceTests: [{ path: /etc }, { name: b, path: $ROOT/passwd, shouldExist: false }]"
        );

        Assert.Equal([TestOutcome.Skipped, TestOutcome.Passed], verdicts.Select(verdict => verdict.Outcome));
        Assert.StartsWith("the test has no name; give it one; schema 1.0.0 passes over", verdicts[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Licences_are_looked_for_in_the_folders_of_packages()
    {
        var files = new FakeFiles()
            .WithFolder("usr/share/doc")
            .WithFolder("usr/share/doc/apt")
            .With("usr/share/doc/apt/copyright", "GPL-2+")
            .WithFolder("usr/share/doc/libgnutls30")
            .With("usr/share/doc/libgnutls30/copyright", "agpl")
            .WithLink("usr/share/doc/linked", "apt")
            .WithFolder("usr/share/doc/libstdc++6")
            .WithLink("usr/share/doc/libstdc++6/copyright", "/usr/share/doc/apt/copyright");
        const string Debian = "schemaVersion: 2.0.0\nlicenseTests: [{ debian: true }]";
        Assert.Null(await ReasonAsync(Debian, files));

        files
            .WithFolder("usr/share/doc/bad")
            .With("usr/share/doc/bad/copyright", "the aGpl-3")
            .WithFolder("usr/share/doc/empty")
            .WithFolder("usr/share/doc/gcc")
            .WithLink("usr/share/doc/gcc/copyright", "../apt/copyright");

        Assert.Equal(
            "/usr/share/doc/bad/copyright names the licence AGPL, which is not allowed; /usr/share/doc/empty/copyright is not there; "
                + "/usr/share/doc/gcc/copyright leads to ../apt/copyright, which is not there",
            await ReasonAsync(Debian, files)
        );
        Assert.Equal("/usr/share/doc is not there; is the image Debian's?", await ReasonAsync(Debian));
        Assert.Equal(
            "/x names the licence WTFPL, which is not allowed",
            await ReasonAsync("schemaVersion: 2.0.0\nlicenseTests: [{ debian: false, files: [/x] }]", new FakeFiles().With("x", "WTFPL"))
        );
    }

    [Theory]
    [InlineData(
        "envVars: [{ key: ROOT, value: /etc }, { key: REGEX, value: '[a-z]+-2\\.1\\.*', isRegex: true }, { key: EMPTY, value: '' }]",
        null
    )]
    [InlineData("envVars: [{ key: ROOT, value: /e }]", "expected the variable ROOT to be '/e', found '/etc'")]
    [InlineData("envVars: [{ key: NONE, value: a }]", "expected the variable NONE, but the image has none")]
    [InlineData("envVars: [{ key: ROOT, value: '^x', isRegex: true }]", "expected the variable ROOT to match '^x', found '/etc'")]
    [InlineData("envVars: [{ value: x }]", "a variable of envVars has no key; give it one")]
    [InlineData("unboundEnvVars: [{ key: NONE }]", null)]
    [InlineData("unboundEnvVars: [{ key: ROOT }]", "expected no variable ROOT, but it is set")]
    [InlineData("labels: [{ key: vendor, value: ACME }, { key: empty, value: '' }, { key: vendor, value: 'A.+E', isRegex: true }]", null)]
    [InlineData("labels: [{ key: vendor, value: acme }]", "expected the label vendor to be 'acme', found 'ACME'")]
    [InlineData("labels: [{ key: none, value: x }]", "expected the label none, but the image has none")]
    [InlineData("exposedPorts: ['8080', 53], unexposedPorts: ['80', 8080/tcp]", null)]
    [InlineData("exposedPorts: [8080/tcp]", "expected the port 8080/tcp, but the image does not declare it")]
    [InlineData("unexposedPorts: ['8080']", "expected no port 8080, but the image declares it")]
    [InlineData("exposedPorts: ['']", "a port is empty; leave it out")]
    [InlineData("volumes: [/data], unmountedVolumes: [/root]", null)]
    [InlineData("volumes: [/root]", "expected the volume /root, but the image does not declare it")]
    [InlineData("unmountedVolumes: [/data]", "expected no volume /data, but the image declares it")]
    [InlineData("entrypoint: []", "expected the entrypoint [], found [\"/usr/bin/program\"]")]
    [InlineData("entrypoint: [/usr/bin/program], cmd: []", null)]
    [InlineData("cmd: [a, b]", "expected the command [\"a\", \"b\"], found []")]
    [InlineData("workdir: /app, user: luke", null)]
    [InlineData("workdir: /, user: root", "expected the working directory '/', found '/app'; expected the user 'root', found 'luke'")]
    public async Task An_image_declares_what_it_should(string test, string? reason) =>
        Assert.Equal(reason, await ReasonAsync($"schemaVersion: 2.0.0\nmetadataTest: {{ {test} }}"));

    [Fact]
    public async Task Mounts_of_the_host_need_the_permission_of_a_person()
    {
        const string File =
            "schemaVersion: 2.0.0\nfileExistenceTests: [{ name: a, path: /etc }]\ncontainerRunOptions: { bindMounts: ['/tmp:/x'] }";

        Assert.Equal(
            "f.yaml:3:37: mounts /tmp:/x of the engine's host, which a test file cannot grant itself; allow it with --allow-privileged",
            await ReasonAsync(File)
        );
        Assert.Null(Assert.Single(await RunAsync(File, options: new StructureOptions { AllowPrivileged = true })).Reason);
    }

    [Theory]
    [InlineData("schemaVersion: 2.0.0", false)]
    [InlineData("schemaVersion: 2.0.0\nmetadataTest: {}", false)]
    [InlineData("schemaVersion: 2.0.0\ncommandTests: [{}]", true)]
    [InlineData("schemaVersion: 1.0.0\ncommandTests: [{ command: [a] }]", false)]
    [InlineData("schemaVersion: 1.0.0\nfileExistenceTests: [{ name: a }]", true)]
    public void A_file_that_comes_to_no_verdict_is_none(string text, bool tests) =>
        Assert.Equal(tests, StructureTester.TestAnything([StructureReaderTests.Read(text)]));

    private static async Task<string?> ReasonAsync(string text, FakeFiles? files = null)
    {
        var verdict = Assert.Single(await RunAsync(text, files));
        Assert.Equal(verdict.Reason is null, verdict.Outcome == TestOutcome.Passed);
        return verdict.Reason;
    }

    private static async Task<IReadOnlyList<Verdict>> RunAsync(string text, FakeFiles? files = null, StructureOptions? options = null)
    {
        var reader = new FakeReader
        {
            ImageFiles = files ?? Files,
            Facts = new(["/usr/bin/program"], [], 1000, 2)
            {
                Environment = new Dictionary<string, string>
                {
                    ["ROOT"] = "/etc",
                    ["REGEX"] = "test-2.1.8",
                    ["EMPTY"] = "",
                },
                Labels = new Dictionary<string, string> { ["vendor"] = "ACME", ["empty"] = "" },
                Ports = ["8080/tcp", "53/udp"],
                Volumes = ["/data"],
                Workdir = "/app",
                User = "luke",
            },
        };
        var bench = SampleTests.Bench(new FakeRunner(_ => FakeRunner.Exit(0))) with { Reader = reader };
        var tester = new StructureTester(bench, options ?? new(), TimeProvider.System);
        var verdicts = new List<Verdict>();
        foreach (var piece in tester.Pieces(SampleTests.ImageId, StructureReaderTests.Read(text)))
        {
            verdicts.AddRange(await piece.RunAsync(TestContext.Current.CancellationToken));
        }

        return verdicts;
    }
}
