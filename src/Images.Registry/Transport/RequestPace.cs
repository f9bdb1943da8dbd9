namespace Images.Registry.Transport;

/// <summary>
/// How fast requests follow each other. There is no limit until the registry says 429; then the rate is halved for everybody, and
/// grows by one request a second for each second in which all goes well, until it no longer matters.
/// </summary>
internal sealed class RequestPace(TimeSpan longestWait, TimeProvider time)
{
    private const double Fastest = 50;
    private const double FirstRate = 10;
    private const double Slowest = 0.5;
    private readonly Lock gate = new();
    private double? rate;
    private DateTimeOffset next;
    private DateTimeOffset slowed;

    /// <summary>Gets how many requests a second there may be; null: any number.</summary>
    public double? Rate
    {
        get
        {
            lock (gate)
            {
                return rate;
            }
        }
    }

    /// <summary>Waits for the turn of a request.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var turn = next > now ? next : now;
            next = rate is { } limit ? turn + TimeSpan.FromSeconds(1 / limit) : next;
            wait = turn - now;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>Takes in a 429.</summary>
    /// <param name="sent">When the request went out: several that went out together slow down once.</param>
    /// <param name="wait">When the registry wants to see the next one; null where it does not say.</param>
    public void Slow(DateTimeOffset sent, TimeSpan? wait)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (rate is null || sent >= slowed)
            {
                rate = rate is { } before ? Math.Max(before / 2, Slowest) : FirstRate;
                slowed = now;
            }

            // Who is told to wait for longer than it is worth gives up; the others ask for themselves.
            if (wait is { } pause && pause <= longestWait && now + pause > next)
            {
                next = now + pause;
            }
        }
    }

    /// <summary>Takes in any other answer.</summary>
    public void Quicken()
    {
        lock (gate)
        {
            if (rate is { } before)
            {
                rate = before + (1 / before) is var faster and < Fastest ? faster : null;
            }
        }
    }
}
