using Images.BuildKit.Contexts;

namespace Images.BuildKit.Builds;

/// <summary>What the frontend finds where it looks for the Dockerfile: that, and what says which files of the context are left out.</summary>
internal static class DockerfileFiles
{
    /// <summary>Reads the context's .dockerignore once, unless the request brings patterns of its own.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The same request, with the patterns; without where only the frontend can tell them.</returns>
    /// <exception cref="Errors.BuildContextException">It cannot be read.</exception>
    public static BuildRequest Settle(BuildRequest request) =>
        request.DockerIgnore is null
            ? request with
            {
                DockerIgnore = request.Context is { } context ? DockerIgnore.ToSend(context) : DockerIgnore.Nothing,
            }
            : request;

    /// <summary>Lists the files by name, the Dockerfile first.</summary>
    /// <param name="request">The request.</param>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Of(BuildRequest request)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { [request.DockerfileName] = request.Dockerfile };
        if (request.DockerIgnore is { } ignore)
        {
            files[$"{request.DockerfileName}.dockerignore"] = ignore;
        }

        return files;
    }
}
