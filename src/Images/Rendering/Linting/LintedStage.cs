namespace Images.Rendering.Linting;

/// <summary>What a FROM says.</summary>
/// <param name="From">The instruction.</param>
/// <param name="Base">The image or stage that it begins with, as written; empty when nothing is.</param>
/// <param name="Name">What stands behind AS; null when nothing does.</param>
internal sealed record LintedStage(DockerfileInstruction From, string Base, string? Name)
{
    /// <summary>Reads a FROM.</summary>
    /// <param name="from">The instruction.</param>
    /// <returns>The stage that begins there.</returns>
    public static LintedStage Of(DockerfileInstruction from)
    {
        var words = DockerfileWords.Split(from.Arguments);
        var name = words is [_, var joint, var last, ..] && joint.Equals("AS", StringComparison.OrdinalIgnoreCase) ? last : null;
        return new LintedStage(from, words.FirstOrDefault(string.Empty), name);
    }
}
