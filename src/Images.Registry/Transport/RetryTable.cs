using System.Net;
using System.Security.Cryptography;
using Images.Registry.Errors;
using Polly;
using Polly.Retry;

namespace Images.Registry.Transport;

/// <summary>Says what is worth another try, and when.</summary>
internal static class RetryTable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestOwnWait = TimeSpan.FromSeconds(8);

    /// <summary>Makes what repeats attempts.</summary>
    public static ResiliencePipeline Pipeline(RegistryOptions options, TimeProvider time) =>
        options.Retries == 0
            ? ResiliencePipeline.Empty
            : new ResiliencePipelineBuilder { TimeProvider = time }
                .AddRetry(
                    new RetryStrategyOptions
                    {
                        MaxRetryAttempts = options.Retries,
                        BackoffType = DelayBackoffType.Exponential,
                        UseJitter = true,
                        Delay = FirstWait,
                        MaxDelay = LongestOwnWait,
                        ShouldHandle = new PredicateBuilder().Handle<RegistryException>(error =>
                            error is { IsTransient: true } && !(error.RetryAfter > options.LongestWait)
                        ),
                        DelayGenerator = static attempt =>
                            ValueTask.FromResult((attempt.Outcome.Exception as RegistryException)?.RetryAfter),
                    }
                )
                .Build();

    /// <summary>How long to wait before something is tried again that no pipeline can repeat.</summary>
    /// <param name="failures">How often it failed, 1 for the first time.</param>
    public static TimeSpan WaitAfter(int failures)
    {
        var wait = Math.Min(FirstWait.TotalMilliseconds * Math.Pow(2, failures - 1), LongestOwnWait.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)wait / 2, (int)wait + 1));
    }

    /// <summary>Says whether a registry that answers so may answer otherwise soon.</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        status
            is HttpStatusCode.RequestTimeout
                or HttpStatusCode.TooManyRequests
                or HttpStatusCode.InternalServerError
                or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout;

    /// <summary>Says whether a connection that fails so may succeed soon.</summary>
    public static bool IsTransient(HttpRequestError error) =>
        error is not (HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);
}
