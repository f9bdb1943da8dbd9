using System.Runtime.CompilerServices;
using Images.Definitions;
using Images.Releasing.Pages;
using Images.Rendering;

namespace Images.Tests.Releasing.Pages;

public sealed class ImagePageTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("images-pages-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_committed_pages_are_current() =>
        Assert.Empty(PageTree.Check(Repository(), ImagePage.Of(FamilyLoader.Load(Repository(), Token))));

    [Fact]
    public void A_page_says_all_that_its_definition_does() => Golden.Verify(Assert.Single(Pages()).Text, "tool.md");

    [Fact]
    public void Only_what_differs_is_written_and_then_nothing_does()
    {
        var pages = Pages();

        Assert.Equal(RenderDriftKind.Missing, Assert.Single(PageTree.Check(root, pages)).Kind);
        Assert.Single(PageTree.Write(root, pages, Token));
        Assert.Empty(PageTree.Write(root, pages, Token));

        File.AppendAllText(Path.Combine(root, "images/tool/README.md"), "more\n");
        var drift = Assert.Single(PageTree.Check(root, pages));
        Assert.Equal(RenderDriftKind.Stale, drift.Kind);
        Assert.Contains("\n-more\n", drift.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_page_is_somebody_elses_too()
    {
        var pages = Pages();
        File.WriteAllText(Path.Combine(root, "images/tool/README.md"), "");

        Assert.Throws<DefinitionException>(() => PageTree.Write(root, pages, Token));
        Assert.Empty(File.ReadAllText(Path.Combine(root, "images/tool/README.md")));
    }

    [Fact]
    public void A_page_of_somebody_elses_is_not_written_over()
    {
        var pages = Pages();
        File.WriteAllText(Path.Combine(root, "images/tool/README.md"), "# My own\n");

        var error = Assert.Single(Assert.Throws<DefinitionException>(() => PageTree.Write(root, pages, Token)).Errors);

        Assert.StartsWith(
            "images/tool/README.md:1:1: was not written by 'readme': rename it about.md",
            error.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal("# My own\n", File.ReadAllText(Path.Combine(root, "images/tool/README.md")));
    }

    [Fact]
    public void The_line_below_a_name_is_cut_between_words_to_what_Docker_Hub_takes()
    {
        var page = Assert.Single(Pages(string.Join(' ', Enumerable.Repeat("word", 40))));

        Assert.InRange(page.Summary.Length, 90, 100);
        Assert.EndsWith("word…", page.Summary, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static string Repository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", ".."));

    private IReadOnlyList<ImagePage> Pages(string description = "A tool <of> {{ tool }} | more")
    {
        Write("images/family.yaml", "registries: [docker.io/acme]\nsource: https://github.com/acme/images\nenv: { LANG: C.UTF-8 }\n");
        Write("templates/tool.Dockerfile.sbn", "FROM {{ from }}\n");
        Write("images/tool/about.md", "Made for **tests**.\n");
        Write(
            "images/tool/image.yaml",
            $$$"""
            description: "{{{description}}}"
            licenses: MIT
            from: debian:bookworm-slim
            matrix: { tool: ["1.9", "1.10"] }
            tags: ["{{ tool }}", latest]
            platforms: [linux/amd64, linux/arm64]
            env: { MODE: "a|b" }
            apt: [curl, jq]
            expose: ["8080"]
            volumes: [/data]
            user: "1000"
            workdir: /data
            entrypoint: [tool, "--flag=a b"]
            cmd: [serve]
            eol: { "1.9": 2027-04-30 }
            limits: { size: 90MB }
            test:
              - { name: it serves, run: tool --version }
            """
        );
        return ImagePage.Of(FamilyLoader.Load(root, Token));
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
