using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Tests.Contexts;

public sealed class PatternMatcherTests
{
    [Theory]
    // '**' at any depth, none included.
    [InlineData("**", "file", true)]
    [InlineData("**", "dir/file", true)]
    [InlineData("**/", "file", true)]
    [InlineData("**/**", "dir/file", true)]
    [InlineData("**/file", "file", true)]
    [InlineData("**/file", "a/b/file", true)]
    [InlineData("**/file", "a/b/xfile", false)]
    [InlineData("**file", "a/b/xfile", true)]
    [InlineData("**/*.txt", "a/b.txt", true)]
    [InlineData("**/a*", "b/c/abc", true)]
    [InlineData("dir/**", "dir/file", true)]
    [InlineData("dir/**", "dir/dir2/file", true)]
    [InlineData("dir/**", "dir", false)]
    [InlineData("dir/**/file", "dir/file", true)]
    [InlineData("dir/**/file", "dir/a/b/file", true)]
    [InlineData("a**/b", "a/x/b", true)]
    [InlineData("**/dir2/*", "dir/dir2/file", true)]
    [InlineData("**/dir2/*", "dir/dir2/dir2/file", true)]
    // '*' and '?' inside a name.
    [InlineData("*", "file", true)]
    [InlineData("*", "dir/file", true)]
    [InlineData("*.go", "a.go", true)]
    [InlineData("*.go", "dir/a.go", false)]
    [InlineData("dir/*.go", "dir/a.go", true)]
    [InlineData("dir/*.go", "dir/sub/a.go", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("a?c", "aöc", true)]
    [InlineData("a?c", "a😀c", true)]
    [InlineData("*", "文件", true)]
    // A directory takes what is in it along; a slash at the end changes nothing.
    [InlineData("dir", "dir/sub/file", true)]
    [InlineData("dir/", "dir/file", true)]
    [InlineData("dir/sub/", "dir/sub", true)]
    [InlineData("dir/*", "dir/sub/file", true)]
    [InlineData("dir", "dir2/file", false)]
    [InlineData("/dir", "dir/file", true)]
    [InlineData("./dir", "dir/file", true)]
    [InlineData("a/../dir", "dir/file", true)]
    [InlineData("../dir", "dir/file", false)]
    // Classes, escapes, and characters that mean something to regular expressions only.
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("[^a-c]x", "dx", true)]
    [InlineData("[[]x", "[x", true)]
    [InlineData("a\\*b", "a*b", true)]
    [InlineData("a\\*b", "axb", false)]
    [InlineData("a.b", "axb", false)]
    [InlineData("*.b", "axb", false)]
    [InlineData("a+(b)$*", "a+(b)$", true)]
    [InlineData("file*", "FILE", false)]
    public void A_pattern_matches_as_the_engine_has_it(string pattern, string path, bool expected) =>
        Assert.Equal(expected, new PatternMatcher([pattern]).Matches(path));

    [Theory]
    [InlineData("dir|!dir/keep", "dir/keep", false)]
    [InlineData("dir|!dir/keep", "dir/other", true)]
    [InlineData("dir|!dir/keep", "dir/keep/below", false)]
    [InlineData("!dir/keep|dir", "dir/keep", true)]
    [InlineData("*|!README.md", "README.md", false)]
    [InlineData("*|!README.md", "docs/README.md", true)]
    [InlineData("*|!**/*.md", "docs/a.md", false)]
    [InlineData("**|!a/b|a/b/c", "a/b/c", true)]
    [InlineData("**|!a/b|a/b/c", "a/b/d", false)]
    [InlineData("*.md|!README*.md|README-secret.md", "README-secret.md", true)]
    [InlineData("*.md|!README*.md|README-secret.md", "README-x.md", false)]
    [InlineData("! dir|x", "dir", false)]
    public void The_last_pattern_that_matches_decides(string patterns, string path, bool excluded) =>
        Assert.Equal(excluded, new PatternMatcher(patterns.Split('|')).Matches(path));

    [Theory]
    [InlineData("!")]
    [InlineData("[a")]
    [InlineData("a[")]
    [InlineData("a\\")]
    public void A_malformed_pattern_is_an_error(string pattern) =>
        Assert.Throws<BuildContextException>(() => new PatternMatcher([pattern]));

    [Fact]
    public void Many_stars_take_no_time()
    {
        var matcher = new PatternMatcher([string.Concat(Enumerable.Repeat("*a", 40)) + "b"]);

        Assert.False(matcher.Matches(new string('a', 2000)));
    }

    [Theory]
    [InlineData("!a/b/c", "a", true)]
    [InlineData("!a/b/c", "a/b/c/d", true)]
    [InlineData("!a/b/c", "x", false)]
    [InlineData("!**/c", "x", true)]
    [InlineData("!a/*/c", "a/x", true)]
    [InlineData("!a/*/c", "b", false)]
    [InlineData("a", "a", false)]
    public void A_directory_is_entered_only_where_an_exception_may_hold(string pattern, string directory, bool expected) =>
        Assert.Equal(expected, new PatternMatcher([pattern]).MayExceptUnder(directory));
}
