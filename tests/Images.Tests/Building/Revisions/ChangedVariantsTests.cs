using Images.Building.Revisions;
using Images.Definitions;
using Images.Planning;
using Images.Planning.Locking;
using Images.Rendering;

namespace Images.Tests.Building.Revisions;

public sealed class ChangedVariantsTests
{
    private static readonly string Base = Definition("from: debian:bookworm-slim", "test: [{ name: up, run: 'true' }]");
    private static readonly string Tool = Definition(
        "from: base",
        "matrix: { v: [\"1\", \"2\"] }",
        "tags: [\"{{ v }}\"]",
        "args: { V: \"{{ v }}\" }",
        "test: [{ name: data, run: 'true', mounts: [\"data:/data\"] }]"
    );

    [Theory]
    [InlineData("images/tool/install.sh", "tool:1 tool:2")]
    [InlineData("images/tool/extra/deep/file", "tool:1 tool:2")]
    [InlineData("images/tool/README.md", "")]
    [InlineData("images/tool/extra/skip.me", "")]
    [InlineData("images/tool/data/fixture", "tool:1 tool:2")]
    [InlineData("images/base/install.sh", "")]
    [InlineData("README.md", "")]
    [InlineData("templates/other.Dockerfile.sbn", "")]
    [InlineData("images/tool/2.txt", "tool:2")]
    public async Task A_new_content_counts_for_the_variants_that_can_reach_the_file(string path, string expected)
    {
        using var checkout = Family("deep/family");
        checkout.Write(path, "changed");

        Assert.Equal(expected, await IdsAsync(checkout));

        checkout.Commit("changed");
        Assert.Equal(expected, await IdsAsync(checkout, "HEAD^"));
        Assert.Equal(string.Empty, await IdsAsync(checkout));
    }

    [Theory]
    [InlineData(
        "templates/tool.Dockerfile.sbn",
        "FROM {{ from }}\nCOPY install.sh extra {{ args.V }}.txt /opt/\nUSER 1\n",
        "tool:1 tool:2"
    )]
    [InlineData("templates/base.Dockerfile.sbn", "FROM {{ from }}\nUSER 1\n", "base")]
    [InlineData("images/family.yaml", "platforms: [linux/amd64, linux/arm64]\n", "base tool:1 tool:2")]
    [InlineData("images/family.yaml", "# a comment\nplatforms: [linux/amd64]\n", "")]
    [InlineData("images/family.yaml", "bases: { \"debian:bookworm-slim\": { bootstrap: debian, suite: trixie } }\n", "base")]
    [InlineData("images/tool/.dockerignore", "extra\n", "tool:1 tool:2")]
    [InlineData("images/tool/.dockerignore", "# nothing more\nextra/skip.me\n", "")]
    [InlineData("images/tool/.dockerignore", "nothing\n", "tool:1 tool:2")]
    public async Task A_new_text_counts_for_the_variants_that_it_makes_others_of(string path, string text, string expected)
    {
        using var checkout = Family();
        checkout.Write(path, text);

        Assert.Equal(expected, await IdsAsync(checkout));
    }

    [Theory]
    [InlineData("v: [\"1\", \"2\"]", "v: [\"1\", \"2\", \"3\"]", "tool:3: new")]
    [InlineData("args: { V: \"{{ v }}\" }", "args: { V: \"{{ v }}\", W: x }", "tool:1: arg W is new; tool:2: arg W is new")]
    [InlineData("tags: [\"{{ v }}\"]", "tags: [\"{{ v }}\", latest]", "tool:2: tags 2 -> 2, latest")]
    [InlineData("run: 'true'", "run: 'exit 0'", "tool:1: test 'data' changed; tool:2: test 'data' changed")]
    [InlineData("v: [\"1\", \"2\"]", "v: [\"2\", \"1\"]", "")]
    [InlineData("description: An image", "description:   An image", "")]
    public async Task A_definition_counts_by_what_it_says(string old, string changed, string expected)
    {
        using var checkout = Family();
        var text = Tool.Replace(old, changed, StringComparison.Ordinal);
        Assert.NotEqual(Tool, text);
        checkout.Write("images/tool/image.yaml", text);
        checkout.Write("images/tool/3.txt", string.Empty);

        Assert.Equal(
            expected,
            string.Join("; ", (await FindAsync(checkout)).Select(change => $"{change.Id}: {string.Join(", ", change.Reasons)}"))
        );
    }

    [Fact]
    public async Task Files_that_are_gone_or_have_another_mode_count()
    {
        using var checkout = Family();
        File.Delete(Path.Combine(checkout.Root, "images/tool/extra/file"));
        Assert.Equal(["file images/tool/extra/file changed"], (await FindAsync(checkout))[0].Reasons);
        checkout.Git("checkout", "--quiet", ".");

        checkout.Git("update-index", "--chmod=+x", "images/tool/install.sh");
        checkout.Git("checkout", "--quiet", "--force", "images/tool/install.sh");
        Assert.Equal(["file images/tool/install.sh changed"], (await FindAsync(checkout))[0].Reasons);
    }

    [Fact]
    public async Task A_base_that_is_locked_to_another_content_counts_for_its_direct_users()
    {
        using var checkout = Family();
        checkout.Write("images.lock", Lock('a'));
        checkout.Commit("locked");
        checkout.Write("images.lock", Lock('b'));

        var changed = Assert.Single(await FindAsync(checkout));
        Assert.Equal("base", changed.Id);
        Assert.Equal([$"base debian:bookworm-slim sha256:{new string('a', 64)} -> sha256:{new string('b', 64)}"], changed.Reasons);

        static string Lock(char digit)
        {
            var digest = $"sha256:{new string(digit, 64)}";
            var platforms = new Dictionary<string, string> { ["linux/amd64"] = digest };
            return LockFile.Write(
                BaseLock.Of([new LockedBase("debian:bookworm-slim", digest, platforms), new LockedBase("unused:1", digest, platforms)])
            );
        }
    }

    [Fact]
    public async Task A_link_and_what_it_leads_to_count()
    {
        using var checkout = Family();
        checkout.Write("images/tool/real", "1");
        File.Delete(Path.Combine(checkout.Root, "images/tool/install.sh"));
        File.CreateSymbolicLink(Path.Combine(checkout.Root, "images/tool/install.sh"), "real");
        checkout.Commit("a link");
        Assert.Equal(string.Empty, await IdsAsync(checkout));

        checkout.Write("images/tool/real", "2");
        Assert.Equal("tool:1 tool:2", await IdsAsync(checkout));
    }

    [Fact]
    public async Task What_git_ignores_does_not_count()
    {
        using var checkout = Family();
        checkout.Write(".gitignore", "*.pyc\n");
        checkout.Write("images/tool/extra/a.pyc", "1");

        Assert.Equal(string.Empty, await IdsAsync(checkout));
    }

    [Fact]
    public async Task The_main_branch_is_compared_where_this_one_left_it()
    {
        using var checkout = Family();
        checkout.Git("checkout", "--quiet", "-b", "side");
        checkout.Write("images/tool/2.txt", "changed");
        checkout.Commit("of the side");
        checkout.Git("checkout", "--quiet", "main");
        checkout.Write("templates/base.Dockerfile.sbn", "FROM {{ from }}\nUSER 1\n");
        checkout.Commit("of the main branch");
        checkout.Git("checkout", "--quiet", "side");

        Assert.Equal("tool:2", await IdsAsync(checkout, "main"));
    }

    [Fact]
    public async Task A_committed_Dockerfile_decides_also_where_the_program_now_renders_another_one()
    {
        using var checkout = Family();
        checkout.Write("images/base/default/Dockerfile", "# Rendered by an older program\nFROM debian:bookworm-slim\n");
        checkout.Commit("older");

        Assert.Equal("base: the Dockerfile changed", Text(Assert.Single(await FindAsync(checkout, "HEAD"))));
    }

    [Fact]
    public async Task Definitions_that_cannot_be_read_any_more_make_every_variant_count_and_are_told()
    {
        using var checkout = Family();
        checkout.Write("images/base/image.yaml", "from: debian:bookworm-slim\nold-key: x\n");
        checkout.Commit("older");
        checkout.Write("images/base/image.yaml", Base);

        var notices = new List<string>();
        Assert.Equal("base tool:1 tool:2", await IdsAsync(checkout, "HEAD", notices));
        Assert.Contains("images/base/image.yaml:2:1", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_is_new_where_the_commit_has_no_family()
    {
        using var checkout = new Checkout();
        checkout.Write("README.md", "1");
        checkout.Commit("first");
        Fill(checkout);
        checkout.Commit("family");

        Assert.Equal("base tool:1 tool:2", await IdsAsync(checkout, "HEAD^"));
    }

    [Fact]
    public async Task What_git_cannot_tell_is_an_error_that_says_what_to_do()
    {
        using var checkout = Family();
        checkout.Commit("second");
        checkout.Git("checkout", "--quiet", "--orphan", "alone");
        checkout.Commit("alone");
        Assert.Equal(
            "there is no commit 'mian' here (did you mean 'main'?); fetch it with git, or name a branch, a tag or a commit",
            await ErrorAsync("mian")
        );
        Assert.Equal("there is no commit '--all' here; fetch it with git, or name a branch, a tag or a commit", await ErrorAsync("--all"));
        Assert.Equal("HEAD and 'main' have no commit in common; name one that HEAD comes from", await ErrorAsync("main"));

        var clone = Path.Combine(checkout.Root, "clone");
        checkout.Git("clone", "--quiet", "--depth=1", "--branch=main", $"file://{checkout.Root}", clone);
        const string Deepen = "the clone is shallow: run git fetch --unshallow, or set fetch-depth: 0 where the workflow checks out";
        Assert.Equal($"there is no commit 'HEAD^' here; {Deepen}", await ErrorAsync("HEAD^", clone));

        Directory.Delete(Path.Combine(checkout.Root, ".git"), recursive: true);
        Assert.Contains("is no checkout that git reads", await ErrorAsync("main"), StringComparison.Ordinal);

        async Task<string> ErrorAsync(string reference, string? root = null)
        {
            var error = await Assert.ThrowsAsync<SelectorException>(() => FindAsync(root ?? checkout.Root, reference, []));
            Assert.StartsWith("--changed-since: ", error.Message, StringComparison.Ordinal);
            return error.Message["--changed-since: ".Length..];
        }
    }

    private static Checkout Family(string below = "")
    {
        var checkout = new Checkout(below);
        Fill(checkout);
        checkout.Commit("family");
        return checkout;
    }

    private static void Fill(Checkout checkout)
    {
        checkout.Write("images/family.yaml", "platforms: [linux/amd64]\n");
        checkout.Write("images/base/image.yaml", Base);
        checkout.Write("templates/base.Dockerfile.sbn", "FROM {{ from }}\n");
        checkout.Write("images/tool/image.yaml", Tool);
        checkout.Write("templates/tool.Dockerfile.sbn", "FROM {{ from }}\nCOPY install.sh extra {{ args.V }}.txt /opt/\n");
        checkout.Write("images/tool/.dockerignore", "extra/skip.me\n");
        foreach (var name in new[] { "install.sh", "extra/file", "extra/skip.me", "1.txt", "2.txt", "data/fixture", "README.md" })
        {
            checkout.Write($"images/tool/{name}", "1");
        }
    }

    private static string Definition(params IEnumerable<string> lines) => $"description: An image\n{string.Join('\n', lines)}\n";

    private static string Text(ChangedVariant variant) => $"{variant.Id}: {string.Join(", ", variant.Reasons)}";

    private static async Task<string> IdsAsync(Checkout checkout, string reference = "HEAD", List<string>? notices = null) =>
        string.Join(' ', (await FindAsync(checkout.Root, reference, notices ?? [])).Select(variant => variant.Id));

    private static Task<IReadOnlyList<ChangedVariant>> FindAsync(Checkout checkout, string reference = "HEAD") =>
        FindAsync(checkout.Root, reference, []);

    private static Task<IReadOnlyList<ChangedVariant>> FindAsync(string root, string reference, List<string> notices)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var family = FamilyLoader.Load(root, cancellation);
        return ChangedVariants.SinceAsync(family, Renderer.Render(family, cancellation), reference, new Notices(notices), cancellation);
    }

    private sealed class Notices(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
