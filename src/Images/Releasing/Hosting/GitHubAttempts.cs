using System.Globalization;
using System.Net;
using System.Runtime.Serialization;
using Octokit;

namespace Images.Releasing.Hosting;

/// <summary>Tries requests again that failed for a time: a broken line, a server in trouble, a limit that is used up.</summary>
/// <param name="name">The repository with its host, for errors.</param>
/// <param name="time">The clock.</param>
/// <param name="notices">Told of waits that people notice.</param>
internal sealed class GitHubAttempts(string name, TimeProvider time, IProgress<string> notices)
{
    private const int Most = 5;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(10);

    // GitHub's advice where a secondary limit does not say how long: at least a minute.
    private static readonly TimeSpan Secondary = TimeSpan.FromMinutes(1);

    /// <summary>Asks until there is an answer that counts.</summary>
    /// <typeparam name="T">What is asked for.</typeparam>
    /// <param name="ask">One request.</param>
    /// <param name="what">What is tried, for errors.</param>
    /// <param name="lost">Looks whether a request whose answer is no success was done all the same; null: it may be repeated as it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ReleaseHostException">It was refused, or the host cannot be asked.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> ask, string what, Func<Task<T?>>? lost, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // The client knows no cancellation; the request is left to its end.
                return await ask().WaitAsync(cancellationToken);
            }
            catch (Exception error) when (IsOfTheHost(error, cancellationToken))
            {
                if (WaitAfter(error, attempt) is not { } wait || wait > Longest || attempt == Most)
                {
                    throw GitHubRefusal.Of(name, what, error);
                }

                if (wait > Noticed)
                {
                    notices.Report(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{name}: a limit is used up; going on in {Math.Ceiling(wait.TotalSeconds)} s"
                        )
                    );
                }

                await Task.Delay(wait, time, cancellationToken);
                if (lost is not null && await lost() is { } done)
                {
                    return done;
                }
            }
        }
    }

    private static bool IsOfTheHost(Exception error, CancellationToken cancellationToken) =>
        error is ApiException or HttpRequestException or SerializationException or IOException
        || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private TimeSpan? WaitAfter(Exception error, int attempt) =>
        error switch
        {
            RateLimitExceededException limit => AtLeastASecond(limit.Reset - time.GetUtcNow()),
            AbuseException abuse => abuse.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : Secondary * attempt,
            SecondaryRateLimitExceededException limit => RetryAfter(limit) ?? Secondary * attempt,
            ApiException { StatusCode: HttpStatusCode.TooManyRequests } limit => RetryAfter(limit) ?? Secondary * attempt,
            ApiException { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout } => Backoff(attempt),
            ApiException => null,
            _ => Backoff(attempt),
        };

    private static TimeSpan Backoff(int attempt) => TimeSpan.FromSeconds(0.5 * Math.Pow(2, attempt - 1));

    private static TimeSpan AtLeastASecond(TimeSpan wait) => wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);

    private TimeSpan? RetryAfter(ApiException error)
    {
        if (
            error.HttpResponse?.Headers.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value
            is not { } text
        )
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? AtLeastASecond(at - time.GetUtcNow())
            : null;
    }
}
