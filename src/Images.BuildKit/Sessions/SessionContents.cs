using System.Security.Cryptography;
using System.Text;
using Images.BuildKit.Contexts;
using Images.BuildKit.Grpc;
using Images.BuildKit.Layouts;
using Images.Registry.Logins;

namespace Images.BuildKit.Sessions;

/// <summary>All that an engine may ask of one build's session.</summary>
/// <param name="Sources">Files by the name that the frontend gives them: <c>context</c>, <c>dockerfile</c>, named ones.</param>
internal sealed record SessionContents(IReadOnlyDictionary<string, IContextSource> Sources)
{
    public ISecretSource? Secrets { get; init; }

    public IRegistryCredentials? Credentials { get; init; }

    public ISshAgents? SshAgents { get; init; }

    /// <summary>Content stores by the name that the engine has for them.</summary>
    public IReadOnlyDictionary<string, OciLayout> Stores { get; init; } = new Dictionary<string, OciLayout>();

    /// <summary>Takes what an exporter sends; null where it sends nothing.</summary>
    public Func<GrpcServerCall, Task>? Receive { get; init; }

    /// <summary>Hears of files that are left out.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>Under which the engine keeps its copies; the same as long as the same sources are sent under the same names.</summary>
    public string SharedKey =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join(
                        '\n',
                        Sources.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value.SharedKey}")
                    )
                )
            )
        );
}
