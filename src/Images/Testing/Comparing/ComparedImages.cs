using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Images.Engines;
using Images.Engines.Inspecting;
using Images.Engines.Registries;
using Images.Registry;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Testing.Inventory;

namespace Images.Testing.Comparing;

/// <summary>Finds the images that are compared, on an engine or in registries. Nothing is pulled.</summary>
/// <param name="engine">The engine; null where there is none.</param>
/// <param name="client">The registries.</param>
/// <param name="time">The clock.</param>
public sealed class ComparedImages(EngineHttp? engine, RegistryClient client, TimeProvider time)
{
    private const int LongestConfiguration = 8 << 20;
    private static readonly TreeLimits Limits = new() { Bytes = 64L << 30, Time = TimeSpan.FromMinutes(30) };

    /// <summary>Finds an engine's image.</summary>
    /// <param name="reference">As people know it.</param>
    /// <param name="names">What an engine may call it, names or an id, the best first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where the engine does not have it.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<ComparedImage?> OnEngineAsync(string reference, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in engine is null ? [] : names)
        {
            try
            {
                if (await engine!.GetAsync($"images/{name}/json", cancellationToken) is { } image)
                {
                    var description = LocalDescriptions.Read(image);
                    return new ComparedImage(
                        reference,
                        ComparedImage.Engine,
                        description,
                        image["Config"]?.DeepClone(),
                        async _ => await EngineImageTree.OpenAsync(engine, description.Digest, Limits, time)
                    );
                }
            }
            catch (EngineRefusedException error) when (error.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
            {
                // Perhaps under another name, or in a registry.
            }
        }

        return null;
    }

    /// <summary>Finds a published image.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="platform">Which one, where there are several.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where the registry does not have it.</returns>
    /// <exception cref="RegistryException">The registry cannot be asked.</exception>
    public async Task<ComparedImage?> PublishedAsync(RegistryReference reference, Platform platform, CancellationToken cancellationToken)
    {
        if (await new RegistryDescriptions(client).FindAsync(reference, platform, cancellationToken) is not { } published)
        {
            return null;
        }

        try
        {
            var manifest = (await client.GetManifestAsync(reference.WithDigest(published.Image.Digest), cancellationToken)).ToImage();
            var bytes = await client.GetBlobAsync(reference, manifest.Config, LongestConfiguration, cancellationToken);
            return new ComparedImage(
                reference.ToString(),
                ComparedImage.Registry,
                published.Image,
                JsonNode.Parse(bytes)?["config"]?.DeepClone(),
                _ => Task.FromResult<IImageTree>(new RegistryImageTree(client, reference, manifest.Layers, Limits))
            );
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException)
        {
            throw new RegistryException(RegistryProblem.Malformed, $"{reference}: {error.Message}; push it anew", error);
        }
    }
}
