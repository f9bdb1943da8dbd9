namespace Octokit;

/// <summary>What is accepted; older endpoints say that they want JSON, newer ones leave it to the version.</summary>
internal static class Accept
{
    public const string Version = "application/vnd.github.v3";

    public const string VersionJson = "application/vnd.github.v3+json";
}
