using System.Text.RegularExpressions;
using Images.Definitions;

namespace Images.Releasing;

/// <summary>What a release's tag says about it.</summary>
public static partial class ReleaseVersion
{
    /// <summary>Says whether a tag is that of a release for trial: a semantic version with a suffix, such as <c>v1.4.0-rc.1</c>.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>True when it is (Semantic Versioning 2.0.0, item 9).</returns>
    public static bool IsPrerelease(string tag) => Version().Match(tag) is { Success: true } match && match.Groups["suffix"].Success;

    /// <summary>Says whether a tag can be the newest one, to which visitors are led.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="others">The tags of all other releases that the public sees, without those for trial.</param>
    /// <returns>True when no other is higher.</returns>
    public static bool IsLatest(string tag, IEnumerable<string> others) =>
        !IsPrerelease(tag) && others.All(other => VersionOrder.Compare(other, tag) <= 0);

    /// <summary>Finds the release that another one follows: the highest that is lower.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="others">The tags of all other releases; those for trial count only where the tag is one for trial too.</param>
    /// <returns>Null for the first one.</returns>
    public static string? Previous(string tag, IEnumerable<string> others) =>
        others
            .Where(other => other != tag && VersionOrder.Compare(other, tag) < 0 && (IsPrerelease(tag) || !IsPrerelease(other)))
            .OrderDescending(VersionOrder.Comparer)
            .FirstOrDefault();

    [GeneratedRegex(@"\A[A-Za-z_/-]*\d+(?:\.\d+){0,2}(?<suffix>-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?\z")]
    private static partial Regex Version();
}
