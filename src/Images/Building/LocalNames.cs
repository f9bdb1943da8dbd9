using System.Text.RegularExpressions;
using Images.Definitions;
using Images.Engines;
using Images.Planning;

namespace Images.Building;

/// <summary>
/// The names under which images wait on the engine until they are tested. The host part cannot be resolved, so no engine can
/// mistake one of them for something to pull.
/// </summary>
public static partial class LocalNames
{
    /// <summary>The repository prefix of every local name.</summary>
    public const string Prefix = KeptImage.LocalPrefix;

    /// <summary>The name that an image has from its build until the end of the run; no other run uses it.</summary>
    /// <param name="variant">Which.</param>
    /// <returns>Such as <c>images.local/r-ver:4.6.1-run.0f3a9c21.4711.8231</c>.</returns>
    public static string Building(Variant variant) => $"{Untested(variant)}-run.{RunLabels.OwnInTag()}";

    /// <summary>The name of an image that was built and not tested, or whose tests failed; the next one takes it over.</summary>
    /// <param name="variant">Which.</param>
    /// <returns>Such as <c>images.local/r-ver:4.6.1</c>.</returns>
    public static string Untested(Variant variant) => $"{Prefix}{variant.Image}:{variant.FolderName}";

    /// <summary>The names that a build gives an image: one that the images built from it rely on, where there are any, and one that lasts.</summary>
    /// <param name="build">The image.</param>
    /// <returns>One or two names; the first is the one to call it by.</returns>
    public static IReadOnlyList<string> Of(ImageBuild build)
    {
        var variant = build.Image.Rendered.Variant;
        return build.HasChildren ? [Building(variant), Untested(variant)] : [Untested(variant)];
    }

    /// <summary>Whether a name is one of these.</summary>
    /// <param name="reference">Any reference.</param>
    /// <returns>True when no registry has it.</returns>
    public static bool IsLocal(string reference) => reference.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Whether a name is one that an image has during a run, whichever.</summary>
    /// <param name="reference">Any reference.</param>
    /// <returns>True when the name does not last.</returns>
    public static bool IsOfRun(string reference) => RunSuffix().IsMatch(reference);

    /// <summary>Whether a name was left by a run on this machine that is gone.</summary>
    /// <param name="reference">Any reference.</param>
    /// <returns>True when nobody will take it away.</returns>
    public static bool IsAbandoned(string reference) =>
        RunSuffix().Match(reference) is { Success: true } match && RunLabels.IsGoneInTag(match.Groups["owner"].Value);

    /// <summary>Puts into a text, for every name of a run in it, the id of the variant.</summary>
    /// <param name="text">Such as the name of a step.</param>
    /// <returns>The text, <c>r-ver:4.6.1</c> in place of <c>images.local/r-ver:4.6.1-run.0f3a9c21.4711.8231</c>.</returns>
    public static string Readable(string text) =>
        text.Contains(Prefix, StringComparison.Ordinal)
            ? RunName()
                .Replace(
                    text,
                    static match =>
                        $"{match.Groups["image"].Value}{(match.Groups["folder"].Value == ":default" ? "" : match.Groups["folder"].Value)}"
                )
            : text;

    [GeneratedRegex(@"images\.local/(?<image>[^:\s]+)(?<folder>:\S+?)-run\.[0-9a-f]+\.[0-9]+\.[0-9]+")]
    private static partial Regex RunName();

    [GeneratedRegex(@"^images\.local/.*-run\.(?<owner>[0-9a-f]+\.[0-9]+\.[0-9]+)$")]
    private static partial Regex RunSuffix();
}
