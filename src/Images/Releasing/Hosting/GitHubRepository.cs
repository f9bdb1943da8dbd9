using System.Text.RegularExpressions;

namespace Images.Releasing.Hosting;

/// <summary>A repository on GitHub.</summary>
/// <param name="Owner">A user or an organisation.</param>
/// <param name="Name">Its name.</param>
public sealed partial record GitHubRepository(string Owner, string Name)
{
    /// <summary>Reads what people and runners write.</summary>
    /// <param name="text">Such as <c>acme/images</c>.</param>
    /// <returns>Null when it is none.</returns>
    public static GitHubRepository? TryParse(string text) =>
        Plain().Match(text) is { Success: true } match ? new GitHubRepository(match.Groups[1].Value, match.Groups[2].Value) : null;

    /// <summary>Reads the address of a git remote, or of a repository's page.</summary>
    /// <param name="address">Such as <c>git@github.com:acme/images.git</c> or <c>https://github.com/acme/images</c>.</param>
    /// <param name="server">The host that it must be on.</param>
    /// <returns>Null when it is none, or elsewhere.</returns>
    public static GitHubRepository? OfRemote(string address, string server) =>
        Remote().Match(address.Trim()) is { Success: true } match
        && match.Groups["host"].Value.Equals(server, StringComparison.OrdinalIgnoreCase)
            ? TryParse(match.Groups["path"].Value)
            : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Owner}/{Name}";

    [GeneratedRegex(@"\A([A-Za-z0-9][A-Za-z0-9-]*)/([A-Za-z0-9._-]+)\z")]
    private static partial Regex Plain();

    [GeneratedRegex(
        @"\A(?:(?:https?|ssh|git)://(?:[^@/]+@)?(?<host>[^/:]+)(?::\d+)?/|(?:[^@/]+@)?(?<host>[^/:]+):)(?<path>[^/]+/[^/]+?)(?:\.git)?/?\z"
    )]
    private static partial Regex Remote();
}
