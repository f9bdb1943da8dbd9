namespace Octokit;

public class ResourceRateLimit
{
    internal ResourceRateLimit(RateLimit core) => Core = core;

    public RateLimit Core { get; }
}
