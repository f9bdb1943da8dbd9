using System.Net;
using System.Text.Json.Nodes;
using Images.Engines;

namespace Images.Jobs.Running;

/// <summary>An image that the engine has.</summary>
/// <param name="Name">As it is named.</param>
/// <param name="Id">Its id.</param>
/// <param name="User">The user that it declares; empty for root.</param>
/// <param name="Digests">The digests by which registries know it, as <c>REPOSITORY@sha256:...</c>.</param>
public sealed record JobImage(string Name, string Id, string User, IReadOnlyList<string> Digests)
{
    /// <summary>Gets whether it declares an entry point, which stands before every command.</summary>
    public bool HasEntrypoint { get; init; }
}

/// <summary>Finds images on an engine.</summary>
/// <param name="http">The engine.</param>
internal sealed class JobImages(EngineHttp http)
{
    /// <summary>Takes the first of several images that the engine has.</summary>
    /// <param name="names">References or ids, the best first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image; null when it has none of them.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task<JobImage?> FindAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            try
            {
                var image = await http.GetAsync($"images/{name}/json", cancellationToken);
                var digests = image?["RepoDigests"]?.AsArray().Select(static digest => digest!.GetValue<string>()) ?? [];
                return new JobImage(
                    name,
                    image!["Id"]!.GetValue<string>(),
                    image["Config"]?["User"]?.GetValue<string>() ?? "",
                    [.. digests]
                )
                {
                    HasEntrypoint = image["Config"]?["Entrypoint"] is JsonArray { Count: > 0 },
                };
            }
            catch (EngineRefusedException error) when (error.Status == HttpStatusCode.NotFound)
            {
                // The next one.
            }
        }

        return null;
    }
}
