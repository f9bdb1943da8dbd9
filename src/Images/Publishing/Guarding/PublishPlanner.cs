using Images.Publishing.Contents;
using Images.Registry.Contents;
using Images.Registry.Errors;

namespace Images.Publishing.Guarding;

/// <summary>Asks registries what they have, and decides what publishing does; nothing is written.</summary>
/// <param name="tags">Reads tags.</param>
/// <param name="guard">Decides about tags.</param>
/// <param name="memory">Learns which blobs layers are in registries.</param>
public sealed class PublishPlanner(PublishedTags tags, TagGuard guard, PublishMemory memory)
{
    /// <summary>Plans.</summary>
    /// <param name="publications">What goes where.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The plan; a registry that cannot be asked is named in it.</returns>
    public async Task<PublishPlan> PlanAsync(Publications publications, CancellationToken cancellationToken)
    {
        var registries = publications.All.GroupBy(publication => publication.Registry, StringComparer.Ordinal);
        var plans = await Task.WhenAll(registries.Select(registry => PlanAsync(registry.Key, [.. registry], cancellationToken)));
        return new PublishPlan(plans, publications.Omitted);
    }

    private async Task<RegistryPlan> PlanAsync(string registry, IReadOnlyList<Publication> images, CancellationToken cancellationToken)
    {
        try
        {
            return new RegistryPlan(registry, await Task.WhenAll(images.Select(image => PlanAsync(image, cancellationToken))), null);
        }
        catch (RegistryException error)
        {
            return new RegistryPlan(registry, [], error);
        }
    }

    private async Task<PlannedPublication> PlanAsync(Publication publication, CancellationToken cancellationToken)
    {
        var (repository, variant) = (publication.Repository, publication.Variant);
        var decisions = await Task.WhenAll(
            publication.Tags.Select(tag => guard.DecideAsync(repository, tag, variant, IsImageAsync, cancellationToken))
        );
        foreach (var current in decisions.Where(tag => tag.Action != TagAction.Unchanged).Select(tag => tag.Current).OfType<Descriptor>())
        {
            await LearnAsync(publication, current, cancellationToken);
        }

        return new PlannedPublication(publication, decisions);

        Task<bool> IsImageAsync(Descriptor current) => tags.IsImageAsync(publication, current, cancellationToken);
    }

    // What was published before shares most layers with what is published now.
    private async Task LearnAsync(Publication publication, Descriptor current, CancellationToken cancellationToken)
    {
        var repository = publication.Repository;
        var manifest = await tags.ManifestAsync(repository, current.Digest, cancellationToken);
        if (
            manifest.IsIndex
            || await tags.ConfigurationAsync(repository, current.Digest, cancellationToken) is not { } configuration
            || manifest.ToImage().Layers is not { } layers
            || layers.Count != configuration.DiffIds.Count
        )
        {
            return;
        }

        foreach (var (diffId, layer) in configuration.DiffIds.Zip(layers))
        {
            memory.Learn(diffId, layer.Digest, layer.Size, repository.ToString());
        }
    }
}
