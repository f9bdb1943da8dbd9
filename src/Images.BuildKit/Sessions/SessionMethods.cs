using Google.Protobuf;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Layouts;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Sessions;

/// <summary>The methods of a session, by path; all others are UNIMPLEMENTED, which engines expect of the token authority's.</summary>
internal sealed class SessionMethods(SessionContents contents)
{
    private Exception? fault;

    /// <summary>What went wrong here first; the engine's own message only repeats it in other words.</summary>
    public Exception? Fault => fault;

    public IReadOnlyDictionary<string, Func<GrpcServerCall, Task>> ByPath
    {
        get
        {
            var methods = new Dictionary<string, Func<GrpcServerCall, Task>>(StringComparer.Ordinal)
            {
                ["/grpc.health.v1.Health/Check"] = Check,
                ["/moby.filesync.v1.FileSync/DiffCopy"] = call => Kept(SendAsync(call)),
                ["/moby.filesync.v1.Auth/Credentials"] = call => Kept(LogInAsync(call)),
                ["/moby.buildkit.secrets.v1.Secrets/GetSecret"] = call => Kept(TellSecretAsync(call)),
            };
            if (contents.Receive is { } receive)
            {
                methods["/moby.filesync.v1.FileSend/DiffCopy"] = call => Kept(receive(call));
            }

            if (contents.SshAgents is { } agents)
            {
                var ssh = new SshForwarding(agents);
                methods[SshForwarding.CheckPath] = call => Kept(ssh.CheckAsync(call));
                methods[SshForwarding.ForwardPath] = call => Kept(ssh.ForwardAsync(call));
            }

            if (contents.Stores.Count > 0)
            {
                var content = new ContentService(contents.Stores);
                methods[ContentService.InfoPath] = call => Kept(content.TellAsync(call));
                methods[ContentService.ReadPath] = call => Kept(content.SendAsync(call));
                methods[ContentService.WritePath] = call => Kept(content.TakeAsync(call));
            }

            return methods;
        }
    }

    private static async Task Check(GrpcServerCall call) =>
        await call.AnswerAsync(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving });

    private async Task SendAsync(GrpcServerCall call)
    {
        var wanted = TransferMetadata.Read(call.Metadata);
        if (!contents.Sources.TryGetValue(wanted.DirectoryName, out var source))
        {
            throw new GrpcStatusException(GrpcStatusCode.NotFound, $"no files are named {wanted.DirectoryName}");
        }

        using var sender = new FileSender(call, source, new ContextWalk(source, wanted.Filter, contents.Warn));
        await sender.RunAsync();
    }

    private async Task LogInAsync(GrpcServerCall call)
    {
        var request = await call.ReadRequestAsync(CredentialsRequest.Parser);
        var login = contents.Credentials is { } credentials ? await credentials.GetAsync(request.Host, call.Aborted) : null;
        await call.AnswerAsync(new CredentialsResponse { Username = login?.UserName ?? "", Secret = login?.Secret ?? "" });
    }

    private async Task TellSecretAsync(GrpcServerCall call)
    {
        var request = await call.ReadRequestAsync(GetSecretRequest.Parser);
        var secret = contents.Secrets is { } secrets ? await secrets.GetAsync(request.Id, call.Aborted) : null;
        if (secret is not { } data)
        {
            throw new GrpcStatusException(GrpcStatusCode.NotFound, $"secret {request.Id}: not found");
        }

        if (data.Length > SecretLimit.Bytes)
        {
            throw SecretLimit.Exceeded(request.Id);
        }

        await call.AnswerAsync(new GetSecretResponse { Data = ByteString.CopyFrom(data.Span) });
    }

    /// <summary>Remembers the first error of our own making; those that answer the engine are not.</summary>
    private async Task Kept(Task handling)
    {
        try
        {
            await handling;
        }
        catch (Exception e) when (e is not (GrpcStatusException or OperationCanceledException))
        {
            Interlocked.CompareExchange(ref fault, e, null);
            throw;
        }
    }
}
