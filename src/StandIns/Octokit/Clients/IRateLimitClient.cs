namespace Octokit;

public interface IRateLimitClient
{
    Task<MiscellaneousRateLimit> GetRateLimits();
}
