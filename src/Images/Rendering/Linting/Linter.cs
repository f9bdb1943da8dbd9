namespace Images.Rendering.Linting;

/// <summary>Checks rendered Dockerfiles against <see cref="LintRules.All"/>.</summary>
public static class Linter
{
    /// <summary>Checks a family's Dockerfiles.</summary>
    /// <param name="images">All images of the family: what one inherits from another is heeded.</param>
    /// <param name="references">How they name each other.</param>
    /// <param name="cancellation">Ends the work between two images.</param>
    /// <returns>The findings in ordinal order of the paths, then by line.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was signalled.</exception>
    public static IReadOnlyList<LintFinding> Lint(
        IReadOnlyList<RenderedImage> images,
        ImageReferences references,
        CancellationToken cancellation = default
    )
    {
        var family = new Dictionary<string, LintedDockerfile>(StringComparer.Ordinal);
        foreach (var image in images)
        {
            family[image.Variant.Id] = new LintedDockerfile(image, references, family);
        }

        var findings = new List<LintFinding>();
        foreach (var file in family.Values)
        {
            cancellation.ThrowIfCancellationRequested();
            findings.AddRange(Lint(file));
        }

        return
        [
            .. findings
                .OrderBy(finding => finding.Path, StringComparer.Ordinal)
                .ThenBy(finding => finding.Line)
                .ThenBy(finding => finding.RuleId, StringComparer.Ordinal),
        ];
    }

    /// <summary>Leaves out what comments in the Dockerfiles allow of BuildKit's findings, and adds the comments that were not needed.</summary>
    /// <param name="findings">All that BuildKit found in these Dockerfiles.</param>
    /// <param name="images">The images it looked at.</param>
    /// <param name="references">How they name each other.</param>
    /// <returns>The findings, in the order of the images.</returns>
    public static IReadOnlyList<LintFinding> OfBuildKit(
        IReadOnlyList<LintFinding> findings,
        IReadOnlyList<RenderedImage> images,
        ImageReferences references
    )
    {
        var byPath = findings.ToLookup(finding => finding.Path, StringComparer.Ordinal);
        return [.. images.SelectMany(Left)];

        IEnumerable<LintFinding> Left(RenderedImage image)
        {
            var file = new LintedDockerfile(image, references, new Dictionary<string, LintedDockerfile>(StringComparer.Ordinal));
            var ignores = new LintIgnores(file);
            var left = byPath[image.Path].Where(finding => !ignores.Covers(finding.RuleId, finding.Line)).ToList();
            return [.. left, .. ignores.UnusedOfBuildKit().Select(problem => Finding(file, LintIgnores.Id, problem))];
        }
    }

    private static IEnumerable<LintFinding> Lint(LintedDockerfile file)
    {
        var ignores = new LintIgnores(file);
        foreach (var rule in LintRules.All)
        {
            foreach (var problem in rule.Check(file).Distinct().Where(problem => !ignores.Covers(rule.Id, problem.Line)))
            {
                yield return Finding(file, rule.Id, problem);
            }
        }

        foreach (var problem in ignores.Problems())
        {
            yield return Finding(file, LintIgnores.Id, problem);
        }
    }

    private static LintFinding Finding(LintedDockerfile file, string rule, LintProblem problem)
    {
        var origin = file.Image.Lines[problem.Line - 1];
        return new LintFinding(rule, problem.Message, file.Image.Path, problem.Line, origin.File, origin.Line);
    }
}
