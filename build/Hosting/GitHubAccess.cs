using Images.Build.CommandLine;
using Images.Building;
using Images.Engines;
using Images.Releasing;
using Images.Releasing.Hosting;

namespace Images.Build.Hosting;

/// <summary>The repository on GitHub that a run speaks to, and who it speaks as.</summary>
/// <param name="Site">Which GitHub, with the token.</param>
/// <param name="Repository">The repository.</param>
internal sealed record GitHubAccess(GitHubSite Site, GitHubRepository Repository)
{
    /// <summary>Finds both; the token is hidden in whatever is written from then on.</summary>
    /// <param name="context">What the user wants.</param>
    /// <param name="verb">Who asks, for errors.</param>
    /// <param name="isNeeded">Whether there must be a repository and a token.</param>
    /// <returns>Null where no repository is known and none is needed.</returns>
    /// <exception cref="UsageException">One is missing, or what the environment says is no address or repository.</exception>
    public static async Task<GitHubAccess?> FindAsync(BuildContext context, string verb, bool isNeeded)
    {
        var environment = HostEnvironment.Current();
        var site = SiteOf(environment);
        if (site.Token is { } token)
        {
            context.Hide(new SecretMask([token]));
        }

        var repository = (context.Settings.Repository ?? environment.Variable("GITHUB_REPOSITORY")) is { } named
            ? GitHubRepository.TryParse(named)
                ?? throw new UsageException($"GITHUB_REPOSITORY: '{named}' is no repository; write OWNER/NAME")
            : await new ReleaseHistory(context.Settings.Root).RepositoryAsync(site.Server.Host, context.Cancellation);
        if (repository is null)
        {
            return isNeeded
                ? throw new UsageException(
                    $"{verb}: the git remote origin is no repository on {site}; name it with --repository=OWNER/NAME or GITHUB_REPOSITORY"
                )
                : null;
        }

        return site.Token is null && isNeeded
            ? throw new UsageException(
                $"{verb}: there is no token for {site}; set {GitHubSite.TokenVariables}, in a workflow: env: GITHUB_TOKEN: ${{{{ github.token }}}}"
            )
            : new GitHubAccess(site, repository);
    }

    private static GitHubSite SiteOf(HostEnvironment environment)
    {
        try
        {
            return GitHubSite.Of(environment);
        }
        catch (FormatException error)
        {
            throw new UsageException(error.Message);
        }
    }
}
