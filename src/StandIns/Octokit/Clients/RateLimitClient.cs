namespace Octokit;

internal sealed class RateLimitClient(ApiRequests requests) : IRateLimitClient
{
    public Task<MiscellaneousRateLimit> GetRateLimits() => requests.GetAsync("rate_limit", Accept.VersionJson, MiscellaneousRateLimit.Read);
}
