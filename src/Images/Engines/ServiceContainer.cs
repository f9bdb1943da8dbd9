using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;

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
    public async Task<ContainerResult> RunAsync(ContainerSpec spec, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var output = new ContainerOutput(spec.OutputLimit, null);
        using var limit = new CancellationTokenSource(spec.Timeout ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var made = await http.SendAsync(HttpMethod.Post, $"containers/{id}/exec", Body(spec), either.Token);
            var exec = made!["Id"]!.GetValue<string>();
            using var content = new StringContent("""{"Detach":false,"Tty":false}""", Encoding.UTF8, "application/json");
            using var answer = await http.OpenAsync(HttpMethod.Post, $"exec/{exec}/start", content, either.Token);
            await using var frames = await answer.Content.ReadAsStreamAsync(either.Token);
            await output.ReadAsync(frames, either.Token);
            var state = await http.GetAsync($"exec/{exec}/json", either.Token);
            return Result(state?["ExitCode"]?.GetValue<int>() ?? 0, timedOut: false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Result(137, timedOut: true);
        }
        catch (EngineRefusedException error)
        {
            throw new EngineException($"container {id[..12]}: cannot run a program: {error.Reason}", error);
        }
        catch (IOException error)
        {
            throw new EngineException($"container {id[..12]}: the connection to the engine broke: {error.Message}; run it again", error);
        }

        ContainerResult Result(int exitCode, bool timedOut) =>
            new(exitCode, output.Output, output.Error, output.Dropped, timedOut, OutOfMemory: false, time.GetElapsedTime(started));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await stream.DisposeAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended.Dispose();
        await containers.RemoveAsync(id);
    }

    private static JsonObject Body(ContainerSpec spec)
    {
        var body = new JsonObject
        {
            ["AttachStdout"] = true,
            ["AttachStderr"] = true,
            ["Cmd"] = new JsonArray([
                .. (spec.Entrypoint ?? []).Concat(spec.Command ?? []).Select(word => (JsonNode?)JsonValue.Create(word)),
            ]),
            ["Env"] = new JsonArray([
                .. spec.Environment.Select(variable => (JsonNode?)JsonValue.Create($"{variable.Key}={variable.Value}")),
            ]),
        };
        if (spec.User is { } user)
        {
            body["User"] = user;
        }

        if (spec.WorkingDirectory is { } directory)
        {
            body["WorkingDir"] = directory;
        }

        return body;
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
