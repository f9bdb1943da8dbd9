using System.Security.Cryptography;
using Images.BuildKit.Contexts;

namespace Images.BuildKit.Builds;

/// <summary>The files of a request by the names under which the frontend asks for them.</summary>
internal static class RequestSources
{
    /// <summary>The name by which the frontend asks for the Dockerfile's directory.</summary>
    public const string DockerfileKey = "dockerfile";

    private static readonly MemoryContext Empty = new("empty", new Dictionary<string, ReadOnlyMemory<byte>>());

    public static Dictionary<string, IContextSource> Of(BuildRequest request)
    {
        var sources = new Dictionary<string, IContextSource>(StringComparer.Ordinal);
        foreach (var (name, context) in request.NamedContexts)
        {
            if (context is LocalContext local)
            {
                sources[name] = local.Source;
            }
        }

        sources["context"] = request.Context ?? Empty;
        sources[DockerfileKey] = Dockerfile(request);
        return sources;
    }

    private static MemoryContext Dockerfile(BuildRequest request) => new(DockerfileKey, DockerfileFiles.Of(request), DateOf(request));

    /// <summary>
    /// A date of the contents: many Dockerfiles are sent under one key, and to the engine the same size and date is the same
    /// file. Nobody sees it, since no image can hold it.
    /// </summary>
    private static DateTimeOffset DateOf(BuildRequest request)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(request.Dockerfile.Span, hash);
        return DateTimeOffset.FromUnixTimeSeconds(BitConverter.ToUInt32(hash[4..]));
    }
}
