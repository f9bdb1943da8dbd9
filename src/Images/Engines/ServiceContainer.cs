using System.Buffers;
using System.Text;

namespace Images.Engines;

/// <summary>A container that runs, and programs beside its first one.</summary>
internal sealed class ServiceContainer : IServiceContainer
{
    private readonly EngineHttp http;
    private readonly Containers containers;
    private readonly TimeProvider time;
    private readonly string id;
    private readonly Stream stream;
    private readonly CancellationTokenSource ended = new();
    private readonly Written written;
    private readonly Task reading;

    public ServiceContainer(EngineHttp http, Containers containers, TimeProvider time, string id, Stream stream, int limit)
    {
        (this.http, this.containers, this.time, this.id, this.stream) = (http, containers, time, id, stream);
        written = new Written(limit);
        reading = new ContainerOutput(0, written).ReadAsync(stream, ended.Token);
    }

    /// <inheritdoc/>
    public string Output => written.Text;

    /// <inheritdoc/>
    public async Task<int?> ExitCodeAsync(CancellationToken cancellationToken)
    {
        var state = (await http.GetAsync($"containers/{id}/json", cancellationToken))?["State"];
        return state?["Running"]?.GetValue<bool>() == true ? null : state?["ExitCode"]?.GetValue<int>() ?? 0;
    }

    /// <inheritdoc/>
    public Task<ContainerResult> RunAsync(ContainerSpec spec, CancellationToken cancellationToken) =>
        new ContainerProgram(http, time, id).RunAsync(spec, null, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await stream.DisposeAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended.Dispose();
        await containers.RemoveAsync(id);
    }

    private sealed class Written(int limit) : IProgress<ContainerChunk>
    {
        private readonly Lock gate = new();
        private readonly ArrayBufferWriter<byte> bytes = new();

        public string Text
        {
            get
            {
                lock (gate)
                {
                    return Encoding.UTF8.GetString(bytes.WrittenSpan);
                }
            }
        }

        public void Report(ContainerChunk value)
        {
            lock (gate)
            {
                bytes.Write(value.Bytes.Span[..Math.Min(value.Bytes.Length, limit - bytes.WrittenCount)]);
            }
        }
    }
}
