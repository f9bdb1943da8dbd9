using System.Collections.Concurrent;
using Images.Registry;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Publishing.Contents;

/// <summary>Which repository of a registry has a blob, as far as this run has seen or was told.</summary>
/// <param name="client">The registries.</param>
/// <param name="memory">Knows where layers were.</param>
internal sealed class KnownBlobs(RegistryClient client, PublishMemory memory)
{
    private readonly ConcurrentDictionary<(string Registry, string Digest), RegistryReference> places = new();
    private RegistryReference? suggestion;

    /// <summary>Tells a repository that has a blob.</summary>
    /// <param name="registry">Of this registry.</param>
    /// <param name="digest">The blob.</param>
    /// <returns>Null where none is known.</returns>
    public RegistryReference? PlaceOf(string registry, string digest) =>
        places.GetValueOrDefault((registry, digest)) ?? (suggestion?.Registry == registry ? suggestion : null);

    /// <summary>Says that a repository has every blob that will be asked for.</summary>
    /// <param name="repository">The repository.</param>
    public void SuggestAll(RegistryReference repository) => suggestion = repository;

    /// <summary>Notes that a repository has a blob.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="digest">The blob.</param>
    public void Add(RegistryReference repository, string digest) => places.TryAdd((repository.Registry, digest), repository);

    /// <summary>Looks for the remembered layers of an image in the registries that it goes to.</summary>
    /// <param name="diffIds">The layers.</param>
    /// <param name="targets">The repositories that the image goes to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When every place was asked.</returns>
    public Task LookAsync(IReadOnlyList<string> diffIds, IReadOnlyList<RegistryReference> targets, CancellationToken cancellationToken) =>
        Task.WhenAll(
            from diffId in diffIds
            let layer = memory.Find(diffId)
            where layer is not null
            from target in targets
            select LookAsync(layer, target, cancellationToken)
        );

    private async Task LookAsync(RememberedLayer layer, RegistryReference target, CancellationToken cancellationToken)
    {
        var others = layer.Repositories.Select(RegistryReference.TryParse).OfType<RegistryReference>();
        foreach (var repository in others.Where(other => other.Registry == target.Registry).Prepend(target))
        {
            if (PlaceOf(target.Registry, layer.Digest) is not null)
            {
                return;
            }

            try
            {
                if (await client.HasBlobAsync(repository, layer.Digest, cancellationToken))
                {
                    Add(repository with { Tag = null }, layer.Digest);
                }
            }
            catch (RegistryException)
            {
                // It is read and sent; whoever sends it says what is wrong.
            }
        }
    }
}
