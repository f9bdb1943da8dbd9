using Images.Rendering;
using Images.Rendering.Linting;

namespace Images.Tests.Rendering.Linting;

public sealed class FrontendFindingsTests
{
    private const string Rule = "JSONArgsRecommended";

    [Fact]
    public void A_finding_without_a_comment_stays() => Assert.Equal([$"{Rule}@2"], Left("FROM debian:12\nCMD a\n", 2));

    [Fact]
    public void A_comment_with_a_reason_takes_the_finding_away() =>
        Assert.Empty(Left($"FROM debian:12\n# lint-ignore {Rule}: a shell is wanted\nCMD a\n", 3));

    [Theory]
    [InlineData($"# lint-ignore {Rule}\nCMD a")]
    [InlineData($"# lint-ignore {Rule}: why\n\nCMD a")]
    public void A_wrong_comment_takes_nothing_away_and_is_found_without_an_engine(string instructions)
    {
        var dockerfile = $"FROM debian:12\n{instructions}\n";

        Assert.Equal([$"{Rule}@{dockerfile.Split('\n').Length - 1}"], Left(dockerfile, dockerfile.Split('\n').Length - 1));
        Assert.Equal(["lint-ignore@2"], Lint.Marks(dockerfile));
    }

    [Fact]
    public void A_comment_that_was_not_needed_is_found_when_the_checks_were_made()
    {
        const string Dockerfile = $"FROM debian:12\n# lint-ignore {Rule}: why\nCMD [\"a\"]\n";

        Assert.Equal(["lint-ignore@2"], Left(Dockerfile));
        Assert.Empty(Lint.Marks(Dockerfile));
    }

    private static IEnumerable<string> Left(string dockerfile, params int[] lines)
    {
        var image = Lint.Image("tool", dockerfile);
        var found = lines.Select(line => new LintFinding(Rule, "message", image.Path, line, image.TemplatePath, line)).ToList();
        var references = new ImageReferences(Sample.Family("/family", image.Variant));
        return Linter.OfBuildKit(found, [image], references).Select(finding => $"{finding.RuleId}@{finding.Line}");
    }
}
