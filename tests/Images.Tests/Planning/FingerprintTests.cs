using System.Runtime.Versioning;
using System.Text;
using Images.BuildKit.Contexts;
using Images.Definitions;
using Images.Planning;

namespace Images.Tests.Planning;

public sealed class FingerprintTests
{
    private const string Dockerfile = "FROM base:default\nCOPY bin/*.sh /usr/bin/\nCOPY conf /etc/x\n";

    private static readonly (string Path, string Text)[] Files =
    [
        ("bin/a.sh", "echo a"),
        ("bin/b.sh", "echo b"),
        ("bin/notes.md", "notes"),
        ("conf/x.ini", "x=1"),
        ("README.md", "read me"),
    ];

    [Fact]
    public void It_is_the_same_for_the_same_inputs_whatever_their_dates_and_order()
    {
        var other = Context([.. Files.Reverse()], DateTimeOffset.UnixEpoch.AddYears(9));
        Assert.Equal(Of(Context(Files)), Of(other));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("bin/notes.md")]
    public void A_file_that_nobody_copies_does_not_change_it(string path) =>
        Assert.Equal(Of(Context(Files)), Of(Context(Changed(path, "something else"))));

    [Theory]
    [InlineData("bin/a.sh")]
    [InlineData("conf/x.ini")]
    public void A_file_that_is_copied_changes_it(string path) =>
        Assert.NotEqual(Of(Context(Files)), Of(Context(Changed(path, "something else"))));

    [Fact]
    public void A_new_file_that_a_pattern_reaches_changes_it() =>
        Assert.NotEqual(Of(Context(Files)), Of(Context([.. Files, ("bin/c.sh", "echo c")])));

    [Fact]
    public void What_is_ignored_does_not_change_it()
    {
        var ignoring = Files.Append((".dockerignore", "conf/*.bak\n"));
        Assert.Equal(Of(Context([.. ignoring])), Of(Context([.. ignoring, ("conf/x.bak", "old")])));
    }

    [Fact]
    public void Every_other_input_changes_it()
    {
        var inputs = new FingerprintInputs(Map("base:default", "sha256:1"), Map("debian:x", "sha256:2"), null);
        var image = SampleFamily.Planned("a", Dockerfile);
        var variant = image.Rendered.Variant;
        var arguments = new Dictionary<string, Located<string>> { ["VERSION"] = new("1", SampleFamily.Place) };
        string[] all =
        [
            Of(Context(Files), image, inputs),
            Of(Context(Files), SampleFamily.Planned("a", Dockerfile + "USER 1\n"), inputs),
            Of(Context(Files), image, inputs with { Parents = Map("base:default", "sha256:9") }),
            Of(Context(Files), image, inputs with { Bases = Map("debian:x", "sha256:9") }),
            Of(Context(Files), image, inputs with { Epoch = "2026-01-02T03:04:05.000Z" }),
            Of(
                Context(Files),
                image with
                {
                    Rendered = image.Rendered with { Variant = variant with { Platforms = ["linux/arm64"] } },
                },
                inputs
            ),
            Of(Context(Files), image with { Rendered = image.Rendered with { Variant = variant with { Args = arguments } } }, inputs),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void The_commit_counts_where_the_image_is_to_be_reproducible_but_for_the_first_step()
    {
        var inputs = new FingerprintInputs(Map("base:default", "sha256:1"), Map("debian:x", "sha256:2"), null);
        var image = SampleFamily.Planned("a", Dockerfile);
        var reproducible = image with { Rendered = image.Rendered with { Variant = image.Rendered.Variant with { Reproducible = true } } };
        var (first, second) = (inputs with { Commit = "c1 1700000000" }, inputs with { Commit = "c2 1700000000" });
        string[] all =
        [
            Of(Context(Files), image, inputs),
            .. new[] { inputs, first, second }.Select(one => Of(Context(Files), reproducible, one)),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void The_first_step_depends_on_what_it_reaches_alone()
    {
        Assert.Equal(Start(Files), Start(Changed("conf/x.ini", "something else")));
        Assert.NotEqual(Start(Files), Start(Changed("bin/a.sh", "something else")));

        static string[] Start((string Path, string Text)[] files)
        {
            var image = SampleFamily.Planned("a", Dockerfile);
            var all = OwnInputs.Of(image, Context(files), TestContext.Current.CancellationToken);
            var start = OwnInputs.OfStart(image, Context(files), all, TestContext.Current.CancellationToken);
            return [start.Dockerfile, .. start.Files.Select(file => $"{file.Path} {file.Content}")];
        }
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_mode_of_a_file_changes_it()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(directory.FullName, "conf");
            File.WriteAllText(file, "x");
            File.SetUnixFileMode(file, UnixFileMode.UserRead);
            var before = Of(new DirectoryContext(directory.FullName));
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            Assert.NotEqual(before, Of(new DirectoryContext(directory.FullName)));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static (string Path, string Text)[] Changed(string path, string text) =>
        [.. Files.Select(file => file.Path == path ? (path, text) : file)];

    private static Dictionary<string, string> Map(string key, string value) => new() { [key] = value };

    private static MemoryContext Context((string Path, string Text)[] files, DateTimeOffset? date = null) =>
        new(
            "test",
            files.ToDictionary(file => file.Path, file => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(file.Text)),
            date ?? DateTimeOffset.UnixEpoch
        );

    private static string Of(IContextSource context) =>
        Of(context, SampleFamily.Planned("a", Dockerfile), new FingerprintInputs(Map("base:default", "sha256:1"), Map("b", "c"), null));

    private static string Of(IContextSource context, PlannedImage image, FingerprintInputs inputs) =>
        Fingerprint.Of(OwnInputs.Of(image, context, TestContext.Current.CancellationToken), inputs);
}
