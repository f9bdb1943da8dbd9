using System.Text.RegularExpressions;

namespace Images.Definitions.Syntax;

/// <summary>A reference to an image as in <c>FROM</c>: <c>[domain/]path[:tag][@digest]</c>.</summary>
/// <remarks>The grammar is that of the distribution project's <c>reference</c> package; references are lower case but for the tag.</remarks>
/// <param name="Repository">Domain and path as written.</param>
/// <param name="Tag">The tag, or null.</param>
/// <param name="Digest">The digest with its algorithm, or null.</param>
public sealed partial record ImageReference(string Repository, string? Tag, string? Digest)
{
    private const int LongestRepository = 255;
    private const string Hub = "docker.io/";
    private const string HubLibrary = Hub + "library/";

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The reference, or null when it is none.</returns>
    public static ImageReference? TryParse(string text)
    {
        var match = Grammar().Match(text);
        if (!match.Success || match.Groups["repository"].Length > LongestRepository)
        {
            return null;
        }

        return new(match.Groups["repository"].Value, Part(match, "tag"), Part(match, "digest"));
    }

    /// <summary>Leaves out of a name what some engines add to it and others leave out: Docker Hub's own name.</summary>
    /// <param name="name">A reference, such as <c>docker.io/library/debian:bookworm</c>.</param>
    /// <returns>Such as <c>debian:bookworm</c>.</returns>
    public static string Familiar(string name) =>
        name.StartsWith(HubLibrary, StringComparison.Ordinal) ? name[HubLibrary.Length..]
        : name.StartsWith(Hub, StringComparison.Ordinal) ? name[Hub.Length..]
        : name;

    /// <summary>Says whether a text can be a tag.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it can.</returns>
    public static bool IsTag(string text) => TagGrammar().IsMatch(text);

    /// <summary>Says whether a text can be one component of a repository's path, as the name of an image must be.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it can.</returns>
    public static bool IsPathComponent(string text) => text.Length <= 128 && ComponentGrammar().IsMatch(text);

    /// <inheritdoc/>
    public override string ToString() => $"{Repository}{(Tag is null ? "" : ":" + Tag)}{(Digest is null ? "" : "@" + Digest)}";

    private static string? Part(Match match, string group) => match.Groups[group] is { Success: true, Value: var value } ? value : null;

    [GeneratedRegex(
        @"\A(?<repository>(?:(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+|[a-z0-9.-]+(?=:\d+/))(?::\d{1,5})?/)?"
            + @"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*)"
            + @"(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Grammar();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TagGrammar();

    [GeneratedRegex(@"\A[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ComponentGrammar();
}
