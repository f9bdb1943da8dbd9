namespace Octokit;

public interface IGitHubClient : IApiInfoProvider
{
    IIssuesClient Issue { get; }

    IRateLimitClient RateLimit { get; }

    IRepositoriesClient Repository { get; }
}
