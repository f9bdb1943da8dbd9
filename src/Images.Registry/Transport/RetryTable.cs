using System.Net;
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
