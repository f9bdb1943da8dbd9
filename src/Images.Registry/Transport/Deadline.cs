namespace Images.Registry.Transport;

/// <summary>When an answer must be there. A body that moves on puts it off.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeSpan limit;
    private readonly CancellationTokenSource late;
    private readonly CancellationTokenSource either;
    private readonly Lock gate = new();
    private bool isOver;

    public Deadline(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        this.limit = limit;
        late = new CancellationTokenSource(limit, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
    }

    /// <summary>Gets what gives up, for the caller's reason or because it is too late.</summary>
    public CancellationToken Token => either.Token;

    /// <summary>Starts the time anew.</summary>
    public void PutOff() => PutOff(TimeSpan.Zero);

    /// <summary>Starts the time anew, with more of it.</summary>
    public void PutOff(TimeSpan more)
    {
        lock (gate)
        {
            if (!isOver)
            {
                late.CancelAfter(limit + more);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
        }

        either.Dispose();
        late.Dispose();
    }
}
