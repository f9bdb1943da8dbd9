using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;
using Microsoft.AspNetCore.Http;

namespace Images.BuildKit.Tests.Faults;

/// <summary>
/// One build of the fake engine: it asks the session for the Dockerfile, tells of one step, and is done. Each call can be answered
/// otherwise.
/// </summary>
internal sealed class FakeBuild(FakeEngine engine)
{
    public const string Solve = "/moby.buildkit.v1.Control/Solve";
    public const string Status = "/moby.buildkit.v1.Control/Status";
    public const string Info = "/moby.buildkit.v1.Control/Info";
    public const string Workers = "/moby.buildkit.v1.Control/ListWorkers";
    public const string Ping = "/moby.buildkit.v1.frontend.LLBBridge/Ping";
    public const string Inside = "/moby.buildkit.v1.frontend.LLBBridge/Solve";
    public const string Return = "/moby.buildkit.v1.frontend.LLBBridge/Return";
    public const string Step = "[1/1] RUN make";

    private readonly Channel<StatusResponse> progress = Channel.CreateUnbounded<StatusResponse>();
    private readonly ConcurrentQueue<string> asked = [];
    private readonly TaskCompletionSource<string> session = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource returned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Answers instead of the usual ones, by path.</summary>
    public Dictionary<string, Func<HttpContext, Task>> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Ended when the client gave the solve up.</summary>
    public TaskCompletionSource GivenUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ended when a call came that a fault leaves without an answer.</summary>
    public TaskCompletionSource Silence { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The exporters that there are; null for all.</summary>
    public IReadOnlyList<string>? Exporters { get; set; }

    /// <summary>The exporters that were asked for.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    public async Task AnswerAsync(HttpContext http)
    {
        if (Faults.TryGetValue(http.Request.Path, out var fault))
        {
            await fault(http);
            return;
        }

        await new GrpcServerCall(http).RunAsync(call =>
            (string)http.Request.Path switch
            {
                Solve => SolveAsync(call),
                Status => StatusAsync(call),
                Info => call.AnswerAsync(new InfoResponse { BuildkitVersion = new() { Version = "v0" } }).AsTask(),
                Workers => call.AnswerAsync(new ListWorkersResponse { Record = { new WorkerRecord { Id = "w" } } }).AsTask(),
                Ping => call.AnswerAsync(
                        new GatewayPingResponse
                        {
                            FrontendApiCaps =
                            {
                                new ApiCap { Id = "gateway.evaluate", Enabled = true },
                            },
                        }
                    )
                    .AsTask(),
                Inside => InsideAsync(call),
                Return => ReturnAsync(call),
                _ => throw new GrpcStatusException(GrpcStatusCode.Unimplemented, "unknown"),
            }
        );
    }

    /// <summary>Never answers, until the client gives up.</summary>
    public async Task KeepSilentAsync(HttpContext http)
    {
        Silence.TrySetResult();
        await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        GivenUp.TrySetResult();
    }

    /// <summary>Answers with a status alone.</summary>
    public static Func<HttpContext, Task> Refuse(GrpcStatusCode code, string message) =>
        http => new GrpcServerCall(http).RunAsync(_ => throw new GrpcStatusException(code, message));

    /// <summary>Answers 200 and bytes that are no answer.</summary>
    public static Func<HttpContext, Task> Say(params byte[] bytes) =>
        async http =>
        {
            http.Response.ContentType = "application/grpc";
            await http.Response.BodyWriter.WriteAsync(bytes);
        };

    private async Task SolveAsync(GrpcServerCall call)
    {
        var request = await call.ReadRequestAsync(SolveRequest.Parser);
        asked.Enqueue(request.Exporter);
        if (Exporters is { } known && !known.Contains(request.Exporter))
        {
            throw new GrpcStatusException(GrpcStatusCode.Unknown, $"exporter \"{request.Exporter}\" could not be found");
        }

        session.TrySetResult(request.Session);
        try
        {
            if (request.Frontend.Length == 0)
            {
                await returned.Task.WaitAsync(call.Aborted);
            }
            else
            {
                await RunAsync(call.Aborted);
            }
        }
        catch (OperationCanceledException)
        {
            GivenUp.TrySetResult();
            throw;
        }

        progress.Writer.TryComplete();
        await call.AnswerAsync(new SolveResponse { ExporterResponse = { ["containerimage.digest"] = "sha256:1" } });
    }

    private async Task InsideAsync(GrpcServerCall call)
    {
        await RunAsync(call.Aborted);
        await call.AnswerAsync(
            new GatewaySolveResponse
            {
                Result = new()
                {
                    Ref = new() { Id = "r", Def = ByteString.CopyFromUtf8("def") },
                },
            }
        );
    }

    private async Task ReturnAsync(GrpcServerCall call)
    {
        // A solve that was refused opened nothing that could be returned.
        if (!session.Task.IsCompleted)
        {
            throw new GrpcStatusException(GrpcStatusCode.NotFound, "no such job");
        }

        returned.TrySetResult();
        await call.AnswerAsync(new GatewayReturnResponse());
    }

    private async Task StatusAsync(GrpcServerCall call)
    {
        await foreach (var message in progress.Reader.ReadAllAsync(call.Aborted))
        {
            call.Write(message);
            await call.FlushAsync(call.Aborted);
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        Tell(started: true, completed: false);
        var id = await session.Task.WaitAsync(cancellationToken);
        try
        {
            var files = engine.Sessions[id];
            await files.CallAsync("/grpc.health.v1.Health/Check", new BytesMessage(), HealthCheckResponse.Parser, cancellationToken);
            await files.CallAsync(
                "/moby.filesync.v1.FileSync/DiffCopy",
                new Packet { Type = Packet.Types.PacketType.Fin },
                Packet.Parser,
                cancellationToken,
                new("dir-name", "dockerfile")
            );
        }
        catch (BuildKitException e)
        {
            throw new GrpcStatusException(GrpcStatusCode.Unknown, $"no active session for {id}: {e.Message}");
        }

        Tell(started: true, completed: true);
    }

    private void Tell(bool started, bool completed) =>
        progress.Writer.TryWrite(
            new StatusResponse
            {
                Vertexes =
                {
                    new Vertex
                    {
                        Digest = "sha256:a",
                        Name = Step,
                        Started = started ? new Timestamp { Seconds = 1 } : null,
                        Completed = completed ? new Timestamp { Seconds = 2 } : null,
                    },
                },
            }
        );
}
