namespace Octokit;

public class RateLimitExceededException : ForbiddenException
{
    private readonly RateLimit rateLimit;

    public RateLimitExceededException(IResponse response)
        : this(response, null) { }

    public RateLimitExceededException(IResponse response, Exception innerException)
        : base(response, innerException) => rateLimit = response.ApiInfo.RateLimit;

    public int Limit => rateLimit.Limit;

    public int Remaining => rateLimit.Remaining;

    public DateTimeOffset Reset => rateLimit.Reset;

    public override string Message => Told("API Rate Limit exceeded");

    public TimeSpan GetRetryAfterTimeSpan()
    {
        var left = Reset - DateTimeOffset.UtcNow;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
