using Images.Build.CommandLine;
using Images.Building;
using Images.Engines.Registries;
using Images.Planning;
using Images.Registry;

namespace Images.Build.Hosting;

/// <summary>What is published of the images of a run; it is asked for from the beginning, beside other work.</summary>
internal sealed class PublishedRun : IDisposable
{
    private readonly RegistryClient registries;
    private readonly PublishedImages images;
    private readonly RegistryMemory memory;

    private PublishedRun(RegistryClient registries, PublishedImages images, RegistryMemory memory) =>
        (this.registries, this.images, this.memory) = (registries, images, memory);

    /// <summary>Gets the published images.</summary>
    public IKeptImages Images => images;

    /// <summary>Begins to ask.</summary>
    /// <param name="context">What the user wants.</param>
    /// <param name="images">Which images.</param>
    /// <returns>What is asked.</returns>
    /// <exception cref="UsageException">Nobody names a registry.</exception>
    public static PublishedRun Begin(BuildContext context, IReadOnlyList<PlannedImage> images)
    {
        var family = context.Plan.Family;
        if (context.Settings.Registries is [var given, ..])
        {
            family = family with { Registries = [given] };
        }

        if (family.Registries.Count == 0)
        {
            throw new UsageException(
                "--against=registry: the family names no registry; add --registry=PREFIX, or registries: to images/family.yaml"
            );
        }

#pragma warning disable CA2000 // Dispose objects before losing scope: the run owns both
        var registries = context.OpenRegistries();
        var memory = RegistryMemory.Of(context.Settings.Root);
        var registry = new RegistryImages(registries, family, memory);
        return new PublishedRun(
            registries,
            new PublishedImages(registry, images.Select(image => image.Rendered.Variant), context.Cancellation),
            memory
        );
#pragma warning restore CA2000
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        memory.Save();
        images.Dispose();
        registries.Dispose();
    }
}
