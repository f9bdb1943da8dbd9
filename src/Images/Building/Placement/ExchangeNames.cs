using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Images.Engines;

namespace Images.Building.Placement;

/// <summary>
/// The references under which images travel between engines: one repository for all, since some registries allow no deeper names,
/// and tags that no other run uses.
/// </summary>
public static partial class ExchangeNames
{
    /// <summary>The repository below the exchange's prefix.</summary>
    public const string Repository = "images-exchange";

    private const int LongestKey = 50;

    /// <summary>Makes the reference of an image.</summary>
    /// <param name="prefix">The exchange, such as <c>registry.example:5000/team</c>.</param>
    /// <param name="key">What tells the image from others of this run: a variant's id or a base's reference.</param>
    /// <returns>Such as <c>registry.example:5000/team/images-exchange:r-ver-4.6.1-1f0e9a3b-run.0f3a9c21.4711.8231</c>.</returns>
    public static string Reference(string prefix, string key) =>
        $"{prefix.TrimEnd('/')}/{Repository}:{Word(key)}-run.{RunLabels.OwnInTag()}";

    /// <summary>The name that a base of another engine has on an engine whose own one differs, until the end of the run.</summary>
    /// <param name="reference">The base, such as <c>debian:bookworm-slim</c>.</param>
    /// <returns>A local name.</returns>
    public static string Base(string reference) => $"{LocalNames.Prefix}bases:{Word(reference)}-run.{RunLabels.OwnInTag()}";

    /// <summary>Whether a name was left by a run on this machine that is gone.</summary>
    /// <param name="reference">Any reference.</param>
    /// <returns>True when nobody will take it away.</returns>
    public static bool IsAbandoned(string reference) =>
        RunSuffix().Match(reference) is { Success: true } match && RunLabels.IsGoneInTag(match.Groups["owner"].Value);

    /// <summary>Whether a tag of the exchange may be another run's name for the same image.</summary>
    /// <param name="tag">Any tag of the repository.</param>
    /// <param name="reference">This run's name for the image.</param>
    /// <returns>False for what is known to be left over.</returns>
    public static bool IsTwin(string tag, string reference)
    {
        var (repository, own) = (reference[..reference.LastIndexOf(':')], reference[(reference.LastIndexOf(':') + 1)..]);
        var image = own[..(own.LastIndexOf("-run.", StringComparison.Ordinal) + "-run.".Length)];
        return tag.StartsWith(image, StringComparison.Ordinal) && !IsAbandoned($"{repository}:{tag}");
    }

    /// <summary>Says why a text cannot stand before <see cref="Repository"/>.</summary>
    /// <param name="prefix">Such as <c>registry.example:5000/team</c>.</param>
    /// <returns>One line in lower case with what to write, or null when it can.</returns>
    public static string? Problem(string prefix) =>
        Prefix().IsMatch(prefix) ? null : $"'{prefix}' is no registry; write HOST[:PORT][/PATH] in lower case, without a tag or scheme";

    // A tag has at most 128 characters, and the cut must not make two images one.
    private static string Word(string key)
    {
        var readable = NotInTags().Replace(key, "-").TrimStart('.', '-');
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 4));
        return $"{readable[..Math.Min(LongestKey, readable.Length)]}-{hash}";
    }

    [GeneratedRegex("[^A-Za-z0-9_.-]+")]
    private static partial Regex NotInTags();

    // The distribution specification's host and name; one component may be a host or a user's name on Docker Hub.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*/?$")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"/images-exchange:.*-run\.(?<owner>[0-9a-f]+\.[0-9]+\.[0-9]+)$")]
    private static partial Regex RunSuffix();
}
