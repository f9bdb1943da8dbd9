using System.Net.Sockets;
using Images.BuildKit.Errors;
using Images.BuildKit.Transport;

namespace Images.BuildKit.Sessions;

/// <summary>
/// SSH agents that listen on unix sockets. Keys never leave them: what a step asks is passed on, and the answer back.
/// </summary>
/// <param name="paths">The socket of each, by id; <c>SSH_AUTH_SOCK</c> is usually that of <see cref="DefaultId"/>.</param>
public sealed class SshAgentSockets(IReadOnlyDictionary<string, string> paths) : ISshAgents
{
    /// <summary>The id of a step that names none.</summary>
    public const string DefaultId = "default";

    /// <summary>Takes one agent, under the default id.</summary>
    public SshAgentSockets(string path)
        : this(new Dictionary<string, string>(StringComparer.Ordinal) { [DefaultId] = path }) { }

    /// <inheritdoc/>
    public bool Has(string id) => paths.ContainsKey(id);

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(string id, CancellationToken cancellationToken)
    {
        var path = paths[id];
        try
        {
            return await BuildKitDial.Unix(path)(cancellationToken);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new BuildKitException(
                GrpcStatusCode.FailedPrecondition,
                $"ssh agent {id}: {path} does not answer ({e.Message}); start ssh-agent, or name its socket",
                e
            );
        }
    }
}
