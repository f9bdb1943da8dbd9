using System.Net;

namespace Images.Registry.Transport;

/// <summary>What all requests to one registry share: how many there may be at once, how fast, and how many it still permits.</summary>
internal sealed class HostTraffic(RegistryOptions options, TimeProvider time) : IDisposable
{
    // Apart from each other: an upload may read what it sends from the same registry.
    private readonly SemaphoreSlim requests = new(options.MostRequests);
    private readonly SemaphoreSlim transfers = new(options.MostRequests);

    /// <summary>Gets how fast requests follow each other.</summary>
    public RequestPace Pace { get; } = new(options.LongestWait, time);

    /// <summary>Gets what the registry last said of its limit of pulls.</summary>
    public PullLimit? PullLimit { get; private set; }

    /// <summary>Waits for a place; it is given back when the result is disposed of.</summary>
    public async Task<IDisposable> EnterAsync(bool isTransfer, CancellationToken cancellationToken)
    {
        var places = isTransfer ? transfers : requests;
        await places.WaitAsync(cancellationToken);
        return new Place(places);
    }

    /// <summary>Takes in an answer of the registry.</summary>
    public void Heard(HttpResponseMessage response, DateTimeOffset sent)
    {
        PullLimit = PullLimit.Of(response) ?? PullLimit;
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            Pace.Slow(sent, RetryAfter.Of(response, time));
        }
        else
        {
            Pace.Quicken();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        requests.Dispose();
        transfers.Dispose();
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
