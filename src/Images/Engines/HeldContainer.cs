using System.Net;

namespace Images.Engines;

/// <summary>A container of an engine, step by step.</summary>
/// <param name="engine">The engine.</param>
/// <param name="containers">Removes it.</param>
/// <param name="time">The clock for cleaning up.</param>
/// <param name="id">Its id.</param>
/// <param name="spec">What it runs.</param>
/// <param name="outputLimit">How much of its output is kept, in characters.</param>
internal sealed class HeldContainer(
    EngineConnection engine,
    Containers containers,
    TimeProvider time,
    string id,
    ContainerSpec spec,
    int outputLimit
) : IHeldContainer
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);

    private CancellationTokenSource? reading;
    private Stream? stream;
    private Task traffic = Task.CompletedTask;

    /// <inheritdoc/>
    public string Id => id;

    /// <summary>Gets what it has written; null before its start.</summary>
    public ContainerOutput? Output { get; private set; }

    /// <inheritdoc/>
    public async Task StartAsync(IProgress<ContainerChunk>? output, CancellationToken cancellationToken)
    {
        // Attached before it starts: what a short-lived container writes is never missed.
        stream = await engine.DialAsync(cancellationToken);
        var input = spec.Input is null ? "" : "&stdin=1";
        try
        {
            await EngineUpgrade.PostAsync(stream, $"containers/{id}/attach?stream=1&stdout=1&stderr=1{input}", cancellationToken);
        }
        catch (EngineRefusedException)
        {
            // podman looks for the program already now; starting it gives the reason.
            await containers.StartAsync(id, spec, cancellationToken);
            throw;
        }

        Output = new ContainerOutput(outputLimit, output);
        reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var read = spec.Terminal ? Output.ReadTerminalAsync(stream, reading.Token) : Output.ReadAsync(stream, reading.Token);
        traffic = Task.WhenAll(read, WriteAsync(stream, spec.Input, reading.Token));
        await containers.StartAsync(id, spec, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await engine.Http.SendAsync(HttpMethod.Post, $"containers/{id}/wait", null, cancellationToken);
            return answer?["StatusCode"]?.GetValue<int>()
                ?? throw new EngineException($"container {id[..12]}: the engine gave no exit code");
        }
        catch (IOException e)
        {
            throw Broken(e);
        }
    }

    /// <inheritdoc/>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await traffic.WaitAsync(DrainLimit, time, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new EngineException($"container of {spec.Image}: ended, but its output did not; restart the engine", e);
        }
        catch (IOException e)
        {
            throw Broken(e);
        }
    }

    /// <inheritdoc/>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Killing the first process takes all others of the container with it.
            using var answer = await engine.Http.OpenAsync(HttpMethod.Post, $"containers/{id}/kill?signal=KILL", null, cancellationToken);
        }
        catch (EngineRefusedException e) when (e.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            // It ended by itself at the last moment.
        }
    }

    /// <inheritdoc/>
    public async Task<bool> WasOutOfMemoryAsync(CancellationToken cancellationToken)
    {
        var answer = await engine.Http.GetAsync($"containers/{id}/json", cancellationToken);
        return answer?["State"]?["OOMKilled"]?.GetValue<bool>() ?? false;
    }

    /// <inheritdoc/>
    public async Task<long> WrittenBytesAsync(CancellationToken cancellationToken)
    {
        var answer = await engine.Http.GetAsync($"containers/{id}/json?size=1", cancellationToken);
        return answer?["SizeRw"]?.GetValue<long>() ?? 0;
    }

    /// <inheritdoc/>
    public async Task<long> ProcessesAsync(CancellationToken cancellationToken)
    {
        var answer = await engine.Http.GetAsync($"containers/{id}/stats?stream=0&one-shot=1", cancellationToken);
        return answer?["pids_stats"]?["current"]?.GetValue<long>() ?? 0;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await EndTrafficAsync();
        }
        finally
        {
            await containers.RemoveAsync(id);
        }
    }

    /// <summary>Ends the following of output.</summary>
    private async Task EndTrafficAsync()
    {
        if (reading is not null)
        {
            await reading.CancelAsync();
            await traffic.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            reading.Dispose();
            reading = null;
        }

        if (stream is not null)
        {
            await stream.DisposeAsync();
            stream = null;
        }
    }

    private EngineException Broken(IOException error) =>
        new($"container of {spec.Image}: the connection to the engine broke: {error.Message}; run it again", error);

    private static async Task WriteAsync(Stream stream, ReadOnlyMemory<byte>? input, CancellationToken cancellationToken)
    {
        if (input is not { } bytes)
        {
            return;
        }

        try
        {
            await stream.WriteAsync(bytes, cancellationToken);
            await EngineUpgrade.EndWritingAsync(stream);
        }
        catch (IOException)
        {
            // The program ended without reading all of its input; that is its own affair.
        }
    }
}
