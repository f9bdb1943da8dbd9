using System.Text.RegularExpressions;

namespace Images.Registry.References;

/// <summary>
/// Where an image is: registry, repository, and tag or digest or both, with docker's defaults filled in. The grammar is that of the
/// distribution project's <c>reference</c> package.
/// </summary>
/// <param name="Registry">Host and port, <c>docker.io</c> for Docker Hub.</param>
/// <param name="Repository">The path below it, <c>library/debian</c> for Docker Hub's own.</param>
/// <param name="Tag">The tag; null where there is a digest alone.</param>
/// <param name="Digest">The digest with its algorithm; null where there is none.</param>
public sealed partial record RegistryReference(string Registry, string Repository, string? Tag, string? Digest)
{
    private const string Hub = "docker.io";
    private const string Official = "library/";
    private const int LongestRepository = 255;

    /// <summary>Gets the host whose API answers for the registry.</summary>
    public string ApiHost => Registry == Hub ? "registry-1.docker.io" : Registry;

    /// <summary>Gets what names the manifest in the API: the digest, else the tag.</summary>
    public string Identifier => Digest ?? Tag ?? "latest";

    /// <summary>Gets the name in the form in which people write it, without tag and digest.</summary>
    public string FamiliarName =>
        Registry != Hub ? $"{Registry}/{Repository}"
        : Repository.StartsWith(Official, StringComparison.Ordinal) ? Repository[Official.Length..]
        : Repository;

    /// <summary>Reads a reference; without tag and digest it is <c>latest</c>.</summary>
    /// <param name="text">Such as <c>debian:bookworm-slim</c> or <c>ghcr.io/acme/base@sha256:...</c>.</param>
    /// <returns>The reference; null when the text is none.</returns>
    public static RegistryReference? TryParse(string text)
    {
        var match = Grammar().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var (host, path) = (match.Groups["host"].Value, match.Groups["path"].Value);
        var registry = host is "" or "index.docker.io" or "registry-1.docker.io" ? Hub : host;
        var repository = registry == Hub && !path.Contains('/', StringComparison.Ordinal) ? Official + path : path;
        var (tag, digest) = (Part(match, "tag"), Part(match, "digest"));
        return registry.Length + 1 + repository.Length > LongestRepository
            ? null
            : new RegistryReference(registry, repository, tag ?? (digest is null ? "latest" : null), digest);
    }

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="FormatException">The text is none.</exception>
    public static RegistryReference Parse(string text) =>
        TryParse(text) ?? throw new FormatException($"'{text}' is no image reference; write NAME:TAG or NAME@sha256:DIGEST");

    /// <summary>Names another tag of the repository.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The reference, without a digest.</returns>
    public RegistryReference WithTag(string tag) => this with { Tag = tag, Digest = null };

    /// <summary>Names content of the repository by its digest.</summary>
    /// <param name="digest">The digest.</param>
    /// <returns>The reference, without a tag.</returns>
    public RegistryReference WithDigest(string digest) => this with { Tag = null, Digest = digest };

    /// <summary>Writes the reference as people do: without docker's defaults, but with the tag.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FamiliarName + (Tag is null ? "" : $":{Tag}") + (Digest is null ? "" : $"@{Digest}");

    private static string? Part(Match match, string group) => match.Groups[group] is { Success: true, Value: var value } ? value : null;

    [GeneratedRegex(
        @"\A(?:(?<host>(?:localhost|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|[A-Za-z0-9.-]+(?=:\d+/)|\[[0-9a-fA-F:]+\])(?::\d{1,5})?)/)?"
            + @"(?<path>[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*)"
            + @"(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Grammar();
}
