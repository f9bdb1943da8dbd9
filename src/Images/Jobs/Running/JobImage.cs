using System.Net;
using System.Text.Json.Nodes;
using Images.Definitions.Syntax;
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
    /// <param name="names">References or ids, the best first; <c>NAME@ID</c> is an image of that id if it bears the name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image; null when it has none of them.</returns>
    /// <exception cref="EngineException">The engine failed.</exception>
    public async Task<JobImage?> FindAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            var found = await LookAsync(name, name, cancellationToken) ?? await ByIdAsync(name, cancellationToken);
            if (found is not null)
            {
                return found.Image;
            }
        }

        return null;
    }

    // Behind the @ may also stand the engine's own id: the image then has to bear the name before it.
    private async Task<Found?> ByIdAsync(string name, CancellationToken cancellationToken) =>
        ImageReference.TryParse(name) is { Digest: { } id } wanted
        && await LookAsync(name, id, cancellationToken) is { } found
        && found.Names.Select(ImageReference.TryParse).Any(own => own is not null && IsMeant(own, wanted))
            ? found
            : null;

    private static bool IsMeant(ImageReference own, ImageReference wanted) =>
        ImageReference.Familiar(own.Repository) == ImageReference.Familiar(wanted.Repository)
        && (wanted.Tag is null || own.Tag == wanted.Tag);

    private async Task<Found?> LookAsync(string name, string reference, CancellationToken cancellationToken)
    {
        try
        {
            var image = await http.GetAsync($"images/{reference}/json", cancellationToken);
            var found = new JobImage(
                name,
                image!["Id"]!.GetValue<string>(),
                image["Config"]?["User"]?.GetValue<string>() ?? "",
                Texts(image["RepoDigests"])
            )
            {
                HasEntrypoint = image["Config"]?["Entrypoint"] is JsonArray { Count: > 0 },
            };
            return new Found(found, Texts(image["RepoTags"]));
        }
        catch (EngineRefusedException error) when (error.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static IReadOnlyList<string> Texts(JsonNode? list) =>
        [.. list?.AsArray().Select(static text => text!.GetValue<string>()) ?? []];

    private sealed record Found(JobImage Image, IReadOnlyList<string> Names);
}
