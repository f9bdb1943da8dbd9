using Images.BuildKit.Contexts;
using Images.Definitions;
using Images.Rendering;

namespace Images.Tests.Rendering;

public sealed class RenderedTreeTests : IDisposable
{
    private const string Header =
        "# Rendered from templates/tool.Dockerfile.sbn and images/tool/image.yaml by `dotnet run --project build -- render`: edit those.\n";

    private readonly string root = Directory.CreateTempSubdirectory("images-rendered-tree-").FullName;
    private readonly Variant variant = Sample.Variant("tool", "1.0");

    public void Dispose() => Directory.Delete(root, true);

    [Fact]
    public void A_missing_file_is_written_and_then_nothing_is_left_to_do()
    {
        var family = Sample.Family(root, variant);
        var rendered = Rendered("FROM a\n");

        var missing = Assert.Single(RenderedTree.Check(family, rendered, TestContext.Current.CancellationToken));
        Assert.Equal(
            (RenderDriftKind.Missing, "images/tool/1.0/Dockerfile", "tool:1.0", 1),
            (missing.Kind, missing.Path, missing.VariantId, missing.Line)
        );
        Assert.StartsWith("--- /dev/null\n+++ b/images/tool/1.0/Dockerfile\n@@ -0,0 +1,2 @@\n", missing.Diff, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(root, "images")));

        Assert.Single(RenderedTree.Write(family, rendered, TestContext.Current.CancellationToken));
        Assert.Equal(Header + "FROM a\n", File.ReadAllText(PathOf("1.0")));
        Assert.Empty(RenderedTree.Write(family, rendered, TestContext.Current.CancellationToken));
        Assert.Equal(["Dockerfile"], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(PathOf("1.0"))!).Select(Path.GetFileName));
    }

    [Fact]
    public void A_stale_file_is_told_with_its_first_line_that_differs()
    {
        Put("1.0", Header + "FROM a\nRUN old\n");

        var stale = Assert.Single(
            RenderedTree.Check(Sample.Family(root, variant), Rendered("FROM a\nRUN new\n"), TestContext.Current.CancellationToken)
        );

        Assert.Equal((RenderDriftKind.Stale, 3), (stale.Kind, stale.Line));
        Assert.Contains("-RUN old\n+RUN new\n", stale.Diff, StringComparison.Ordinal);
        Assert.Contains("RUN old", File.ReadAllText(PathOf("1.0")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n\n")]
    public void Other_line_ends_are_stale(string end)
    {
        Put("1.0", Header + "FROM a" + end);

        Assert.Single(RenderedTree.Check(Sample.Family(root, variant), Rendered("FROM a\n"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_file_that_is_right_keeps_its_time()
    {
        Put("1.0", Header + "FROM a\n");
        var time = new DateTime(2020, 2, 29, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(PathOf("1.0"), time);

        Assert.Empty(RenderedTree.Write(Sample.Family(root, variant), Rendered("FROM a\n"), TestContext.Current.CancellationToken));

        Assert.Equal(time, File.GetLastWriteTimeUtc(PathOf("1.0")));
    }

    [Fact]
    public void Orphans_go_and_their_empty_folders_with_them_and_nothing_else_does()
    {
        Put("0.9", Header + "FROM old\n");
        Put("0.8", Header + "FROM old\n");
        File.WriteAllText(Path.Combine(root, "images", "tool", "0.8", "notes.txt"), "kept");
        Put("by-hand", "FROM mine\n");
        Directory.CreateDirectory(Path.Combine(root, "images", "tool", "context", "deep"));
        File.WriteAllText(Path.Combine(root, "images", "tool", "context", "deep", "Dockerfile"), Header);

        var drifts = RenderedTree.Write(Sample.Family(root, variant), Rendered("FROM a\n"), TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                ("images/tool/0.8/Dockerfile", RenderDriftKind.Orphan),
                ("images/tool/0.9/Dockerfile", RenderDriftKind.Orphan),
                ("images/tool/1.0/Dockerfile", RenderDriftKind.Missing),
            ],
            drifts.Select(drift => (drift.Path, drift.Kind))
        );
        Assert.False(Directory.Exists(Path.Combine(root, "images", "tool", "0.9")));
        Assert.False(File.Exists(PathOf("0.8")));
        Assert.True(File.Exists(Path.Combine(root, "images", "tool", "0.8", "notes.txt")));
        Assert.True(File.Exists(PathOf("by-hand")));
        Assert.True(File.Exists(Path.Combine(root, "images", "tool", "context", "deep", "Dockerfile")));
    }

    [Fact]
    public void A_file_written_by_hand_is_not_overwritten_and_nothing_else_is_touched()
    {
        Put("1.0", "FROM mine\n");
        Put("0.9", Header);

        var error = Assert.Throws<DefinitionException>(() =>
            RenderedTree.Write(Sample.Family(root, variant), Rendered("FROM a\n"), TestContext.Current.CancellationToken)
        );

        Assert.StartsWith("images/tool/1.0/Dockerfile:1:1: was not rendered", error.Message, StringComparison.Ordinal);
        Assert.Equal("FROM mine\n", File.ReadAllText(PathOf("1.0")));
        Assert.True(File.Exists(PathOf("0.9")));
    }

    [Theory]
    [InlineData("COPY . /app\n")]
    [InlineData("COPY --chown=1 * /app/\n")]
    public void What_takes_the_whole_folder_gets_neither_the_definition_nor_a_rendered_file(string copy)
    {
        var family = Sample.Family(root, variant);
        var token = TestContext.Current.CancellationToken;
        Directory.CreateDirectory(Path.Combine(root, "images", "tool", "2.0"));
        foreach (var file in new[] { "image.yaml", "a.txt", "2.0/b.txt" })
        {
            File.WriteAllText(Path.Combine(root, "images", "tool", file), "x");
        }

        Assert.Equal(
            ["images/tool/.dockerignore", "images/tool/1.0/Dockerfile"],
            RenderedTree.Write(family, Rendered($"FROM a\n{copy}"), token).Select(drift => drift.Path)
        );
        Assert.Equal(["2.0", "2.0/b.txt", "a.txt"], Reached());
        Assert.Empty(RenderedTree.Write(family, Rendered($"FROM a\n{copy}"), token));

        File.WriteAllText(Path.Combine(root, "images", "tool", "1.0", "own.txt"), "x");
        Assert.Equal(["1.0", "1.0/own.txt", "2.0", "2.0/b.txt", "a.txt"], Reached());

        var drift = RenderedTree.Write(family, Rendered("FROM a\nCOPY a.txt /\n"), token);
        Assert.Contains(("images/tool/.dockerignore", RenderDriftKind.Orphan), drift.Select(file => (file.Path, file.Kind)));
        Assert.True(File.Exists(PathOf("1.0")));
    }

    [Fact]
    public void A_dockerignore_of_the_users_own_stays()
    {
        Put("1.0", Header + "FROM a\nCOPY . /\n");
        var path = Path.Combine(root, "images", "tool", ".dockerignore");
        File.WriteAllText(path, "*.txt\n");

        Assert.Empty(
            RenderedTree.Write(Sample.Family(root, variant), Rendered("FROM a\nCOPY . /\n"), TestContext.Current.CancellationToken)
        );
        Assert.Empty(
            RenderedTree.Write(Sample.Family(root, variant), Rendered("FROM a\nCOPY . /\n"), TestContext.Current.CancellationToken)
        );

        Assert.Equal("*.txt\n", File.ReadAllText(path));
    }

    [Fact]
    public void A_symbolic_link_leads_nowhere()
    {
        var outside = Directory.CreateTempSubdirectory("images-outside-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(outside, "Dockerfile"), Header);
            Directory.CreateDirectory(Path.Combine(root, "images", "tool"));
            Directory.CreateSymbolicLink(Path.Combine(root, "images", "tool", "1.0"), outside);
            Directory.CreateSymbolicLink(Path.Combine(root, "images", "tool", "0.9"), outside);

            var error = Assert.Throws<DefinitionException>(() =>
                RenderedTree.Write(Sample.Family(root, variant), Rendered("FROM a\n"), TestContext.Current.CancellationToken)
            );

            Assert.StartsWith("images/tool/1.0:1:1: is a symbolic link", Assert.Single(error.Errors).ToString(), StringComparison.Ordinal);
            Assert.Equal(Header, File.ReadAllText(Path.Combine(outside, "Dockerfile")));
        }
        finally
        {
            Directory.Delete(outside, true);
        }
    }

    private IEnumerable<string> Reached() =>
        ContextFiles.Reached(new DirectoryContext(Path.Combine(root, "images", "tool")), [""]).Select(file => file.Path);

    private string PathOf(string folder) => Path.Combine(root, "images", "tool", folder, "Dockerfile");

    private void Put(string folder, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(folder))!);
        File.WriteAllText(PathOf(folder), text);
    }

    private RenderedImage[] Rendered(string body) =>
        [new(variant, Header + body, "images/tool/1.0/Dockerfile", "templates/tool.Dockerfile.sbn", [])];
}
