namespace Octokit;

public class ApiInfo
{
    internal ApiInfo(string etag, RateLimit rateLimit)
    {
        Etag = etag;
        RateLimit = rateLimit;
    }

    public string Etag { get; }

    public RateLimit RateLimit { get; }
}
