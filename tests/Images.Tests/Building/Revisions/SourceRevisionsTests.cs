using Images.Building.Revisions;

namespace Images.Tests.Building.Revisions;

public sealed class SourceRevisionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("deep/family")]
    public async Task Each_image_has_the_commit_that_git_log_names(string below)
    {
        using var checkout = new Checkout(below);
        checkout.Write("images/a/file", "1");
        checkout.Commit("a");
        checkout.Write("images/b/file", "1");
        checkout.Commit("b");
        checkout.Write("README", "1");
        checkout.Commit("neither");

        await SameAsGitAsync(checkout, "a", "b");
    }

    [Fact]
    public async Task A_shared_input_counts_for_all_images()
    {
        using var checkout = new Checkout();
        checkout.Write("images/a/file", "1");
        checkout.Write("images/b/file", "1");
        checkout.Commit("both");
        checkout.Write("templates/partials/p.sbn", "1");
        checkout.Commit("partial");
        checkout.Write("images/b/file", "2");
        checkout.Commit("b");

        await SameAsGitAsync(checkout, "a", "b");
        await using var revisions = new SourceRevisions(checkout.Root);
        var a = await revisions.OfAsync(checkout.Image("a"), TestContext.Current.CancellationToken);
        Assert.Equal(checkout.Git("rev-parse", "HEAD^").Trim(), a?.Commit);
    }

    [Fact]
    public async Task Merges_are_followed_as_git_log_follows_them()
    {
        using var checkout = new Checkout();
        checkout.Write("images/a/file", "1");
        checkout.Write("images/b/file", "1");
        checkout.Write("images/c/file", "1");
        checkout.Commit("all");
        checkout.Git("checkout", "--quiet", "-b", "side");
        checkout.Write("images/b/file", "side");
        checkout.Write("images/c/file", "side");
        checkout.Commit("side");
        checkout.Git("checkout", "--quiet", "main");
        checkout.Write("images/a/file", "main");
        checkout.Write("images/c/other", "main");
        checkout.Commit("main");
        checkout.Git("merge", "--quiet", "-m", "merge", "side");

        // a comes from one side, b from the other, c from both.
        await SameAsGitAsync(checkout, "a", "b", "c");
    }

    [Fact]
    public async Task What_a_shallow_clone_lacks_is_not_looked_for()
    {
        using var checkout = new Checkout();
        checkout.Write("images/a/file", "1");
        checkout.Commit("a");
        checkout.Write("README", "1");
        checkout.Commit("another");
        checkout.Git("clone", "--quiet", "--depth=1", $"file://{checkout.Root}", Path.Combine(checkout.Root, "clone"));
        var head = checkout.Git("rev-parse", "HEAD").Trim();

        await using var revisions = new SourceRevisions(Path.Combine(checkout.Root, "clone"));
        var image = checkout.Image("a");
        var cloned = image with { Variant = image.Variant with { Directory = Path.Combine(checkout.Root, "clone", "images", "a") } };
        Assert.Equal(head, (await revisions.OfAsync(cloned, TestContext.Current.CancellationToken))?.Commit);
    }

    [Theory]
    [InlineData("images/a/file", "a")]
    [InlineData("images/a/new/file", "a")]
    [InlineData("images/a/ümlaut \"quoted\"", "a")]
    [InlineData("templates/partials/p.sbn", "a, b")]
    [InlineData("images/ab/file", "")]
    [InlineData("README", "")]
    public async Task An_input_that_is_in_no_commit_makes_the_revision_dirty(string path, string expected)
    {
        using var checkout = new Checkout("family");
        checkout.Write("images/a/file", "1");
        checkout.Write("images/b/file", "1");
        checkout.Commit("both");
        checkout.Write(path, "changed");

        var dirty = new List<string>();
        await using var revisions = new SourceRevisions(checkout.Root);
        foreach (var name in new[] { "a", "b" })
        {
            var revision = await revisions.OfAsync(checkout.Image(name), TestContext.Current.CancellationToken);
            if (revision!.Commit.EndsWith("-dirty", StringComparison.Ordinal))
            {
                dirty.Add(name);
            }
        }

        Assert.Equal(expected, string.Join(", ", dirty));
    }

    [Theory]
    [InlineData("COPY run.sh /", "run.sh", true)]
    [InlineData("COPY run.sh /", "README.md", false)]
    [InlineData("COPY run.sh /", "image.yaml", true)]
    [InlineData("COPY run.sh /", ".dockerignore", true)]
    [InlineData("RUN --mount=type=bind,source=cran,target=/cran true", "cran/src/a", true)]
    [InlineData("RUN --mount=type=bind,source=cran,target=/cran true", "smoke/scene", false)]
    [InlineData("COPY ./scripts/*.sh /", "scripts/gone.sh", true)]
    [InlineData("COPY ./scripts/*.sh /", "notes", false)]
    [InlineData("COPY link /", "notes", true)]
    [InlineData("COPY $FILE /", "notes", true)]
    [InlineData("RUN true", "notes", false)]
    public async Task Only_what_the_Dockerfile_copies_and_the_definition_count_in_the_images_folder(string line, string path, bool counts)
    {
        using var checkout = new Checkout();
        checkout.Write("images/a/image.yaml", "1");
        checkout.Write("images/a/run.sh", "1");
        File.CreateSymbolicLink(Path.Combine(checkout.Root, "images/a/link"), "notes");
        checkout.Commit("first");
        var first = checkout.Git("rev-parse", "HEAD").Trim();
        checkout.Write($"images/a/{path}", "2");
        checkout.Commit("second");
        var second = checkout.Git("rev-parse", "HEAD").Trim();

        await using var revisions = new SourceRevisions(checkout.Root);
        var revision = await revisions.OfAsync(checkout.Image("a", $"FROM scratch\n{line}\n"), TestContext.Current.CancellationToken);
        Assert.Equal(counts ? second : first, revision?.Commit);
    }

    [Fact]
    public async Task There_is_no_revision_before_the_first_commit_of_an_image_nor_outside_a_checkout()
    {
        using var checkout = new Checkout();
        await using var early = new SourceRevisions(checkout.Root);
        Assert.Null(await early.OfAsync(checkout.Image("a"), TestContext.Current.CancellationToken));

        checkout.Write("images/a/file", "1");
        checkout.Commit("a");
        checkout.Write("images/b/file", "1");
        await using var later = new SourceRevisions(checkout.Root);
        Assert.Null(await later.OfAsync(checkout.Image("b"), TestContext.Current.CancellationToken));

        Directory.Delete(Path.Combine(checkout.Root, ".git"), recursive: true);
        await using var outside = new SourceRevisions(checkout.Root);
        Assert.Null(await outside.OfAsync(checkout.Image("a"), TestContext.Current.CancellationToken));
    }

    private static async Task SameAsGitAsync(Checkout checkout, params IReadOnlyList<string> images)
    {
        await using var revisions = new SourceRevisions(checkout.Root);
        foreach (var name in images)
        {
            var revision = await revisions.OfAsync(checkout.Image(name), TestContext.Current.CancellationToken);
            Assert.Equal(checkout.LastCommit(name), $"{revision?.Commit} {revision?.Created.ToUnixTimeSeconds()}");
        }
    }
}
