using Images.Rendering;
using Images.Rendering.Linting;

namespace Images.Tests.Rendering.Linting;

/// <summary>Lints Dockerfiles that stand in a test.</summary>
internal static class Lint
{
    /// <summary>What <c>RULE@LINE</c> is found in a Dockerfile; line 1 is its first line.</summary>
    public static IEnumerable<string> Marks(string dockerfile) =>
        Findings(dockerfile).Select(finding => $"{finding.RuleId}@{finding.Line}");

    /// <summary>What one rule finds in a Dockerfile that says <c>FROM debian:12</c> and then this.</summary>
    public static IReadOnlyList<LintFinding> Of(string rule, string instructions) =>
        [.. Findings($"FROM debian:12\n{instructions}\n").Where(finding => finding.RuleId == rule)];

    public static IReadOnlyList<LintFinding> Findings(string dockerfile) => Findings(("tool", dockerfile));

    /// <summary>What is found in a family of images named so; behind a colon may stand the folder, which is also the tag.</summary>
    public static IReadOnlyList<LintFinding> Findings(params (string Name, string Dockerfile)[] files)
    {
        var images = files.Select(file => Image(file.Name, file.Dockerfile)).ToList();
        var family = Sample.Family("/family", [.. images.Select(image => image.Variant)]);
        return Linter.Lint(images, new ImageReferences(family), TestContext.Current.CancellationToken);
    }

    public static RenderedImage Image(string id, string dockerfile)
    {
        var (name, folder) = id.Split(':') is [var image, var part] ? (image, part) : (id, "default");
        var lines = dockerfile.Split('\n').Index().Select(line => new TemplateLine($"templates/{name}.Dockerfile.sbn", line.Index + 101));
        return new RenderedImage(
            Sample.Variant(name, folder),
            dockerfile,
            $"images/{name}/{folder}/Dockerfile",
            $"templates/{name}.Dockerfile.sbn",
            [.. lines]
        );
    }
}
