using System.Net.Sockets;
using Google.Protobuf;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Sessions;

/// <summary>The SSH service of a session: connections of steps to an agent here.</summary>
internal sealed class SshForwarding(ISshAgents agents)
{
    public const string CheckPath = "/moby.sshforward.v1.SSH/CheckAgent";
    public const string ForwardPath = "/moby.sshforward.v1.SSH/ForwardAgent";

    private const string IdField = "buildkit.ssh.id";

    // Messages of agents are of some hundred bytes; one of 256 KiB is the longest that OpenSSH takes.
    private const int ChunkLength = 32 * 1024;

    /// <summary>Says whether an agent is there and answers, before the step starts.</summary>
    public async Task CheckAsync(GrpcServerCall call)
    {
        var request = await call.ReadRequestAsync(CheckAgentRequest.Parser);
        var agent = await agents.OpenAsync(Known(request.Id), call.Aborted);
        await agent.DisposeAsync();
        await call.AnswerAsync(new CheckAgentResponse());
    }

    /// <summary>Passes bytes on, both ways, until the agent closes: at its own will, or since the step asks no more.</summary>
    public async Task ForwardAsync(GrpcServerCall call)
    {
        var id = Known(call.Metadata[IdField].ToString());
        await using var agent = await agents.OpenAsync(id, call.Aborted);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted);
#pragma warning disable CA2025 // Ensure tasks using 'IDisposable' instances complete before the instances are disposed: awaited below, whatever happens
        var questions = AskAsync(call, agent, stop.Token);
#pragma warning restore CA2025
        try
        {
            await AnswerAsync(call, agent, stop.Token);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // An agent that breaks off ends the step's connection and not the build.
        }
        finally
        {
            await stop.CancelAsync();
            await questions.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private string Known(string id)
    {
        var named = id.Length == 0 ? SshAgentSockets.DefaultId : id;
        return agents.Has(named) ? named : throw new GrpcStatusException(GrpcStatusCode.NotFound, $"ssh agent {named}: none was given");
    }

    private static async Task AskAsync(GrpcServerCall call, Stream agent, CancellationToken cancellationToken)
    {
        while (await call.ReadAsync(BytesMessage.Parser, cancellationToken) is { } message)
        {
            await agent.WriteAsync(message.Data.Memory, cancellationToken);
            await agent.FlushAsync(cancellationToken);
        }

        if (agent is NetworkStream { Socket: var socket })
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        else
        {
            await agent.DisposeAsync();
        }
    }

    private static async Task AnswerAsync(GrpcServerCall call, Stream agent, CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkLength];
        int read;
        while ((read = await agent.ReadAsync(buffer, cancellationToken)) > 0)
        {
            // The message is written out before the buffer is used again.
            call.Write(new BytesMessage { Data = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, read)) });
            await call.FlushAsync(cancellationToken);
        }
    }
}
