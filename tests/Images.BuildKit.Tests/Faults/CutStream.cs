using Images.BuildKit.Transport;

namespace Images.BuildKit.Tests.Faults;

/// <summary>A connection that ends after so many writes of the engine, or says something else instead of the next.</summary>
internal sealed class CutStream(Stream inner, int? cutAfter, ReadOnlyMemory<byte> lastWords) : ConnectionStream
{
    private int writes;

    /// <summary>The limit was reached.</summary>
    public bool WasCut { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (writes++ < (cutAfter ?? int.MaxValue))
        {
            await inner.WriteAsync(buffer, cancellationToken);
            return;
        }

        if (!WasCut)
        {
            WasCut = true;
            await inner.WriteAsync(lastWords, cancellationToken);
            await inner.DisposeAsync();
        }

        throw new IOException("cut");
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
