using Images.Building;
using Images.Definitions;
using Images.Rendering;

namespace Images.Testing;

/// <summary>Gives images their names on the engine: the real tags once they are tested, a local name otherwise.</summary>
/// <param name="storeOf">Finds the engine that has an image; null when that engine is gone.</param>
/// <param name="family">The family.</param>
public sealed class TestedTags(Func<BuiltImage, IImageStore?> storeOf, Family family)
{
    private const int AtOnce = 8;

    /// <summary>Initializes a new instance of the <see cref="TestedTags"/> class for a run with one engine.</summary>
    /// <param name="store">The engine's images.</param>
    /// <param name="family">The family.</param>
    public TestedTags(IImageStore store, Family family)
        : this(_ => store, family) { }

    /// <summary>
    /// Tags what passed, together with all its parents; everything else that was built stays under its local name only.
    /// </summary>
    /// <param name="images">All images of the run, parents first.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The images in the order given, with the tags that they have now.</returns>
    public async Task<IReadOnlyList<TestedImage>> ApplyAsync(IReadOnlyList<TestedImage> images, CancellationToken cancellationToken)
    {
        var good = new HashSet<string>(StringComparer.Ordinal);
        foreach (var image in images.Where(image => image.Built.LocalName is not null && storeOf(image.Built) is not null))
        {
            if (image.Passed && image.Built.Planned.Parents.All(parent => good.Contains(parent.Id)))
            {
                good.Add(image.Built.Planned.Id);
            }
        }

        await EachAsync(
            images.Select(image => image.Built),
            (store, built) =>
                good.Contains(built.Planned.Id)
                    ? GiveTagsAsync(store, built, cancellationToken)
                    : KeepUntestedAsync(store, built, cancellationToken),
            cancellationToken
        );
        return
        [
            .. images.Select(image =>
                good.Contains(image.Built.Planned.Id) && image.Built.PublishedAs is null
                    ? image with
                    {
                        Tags = VariantOf(image).Tags,
                    }
                    : image
            ),
        ];
    }

    /// <summary>Leaves images that were built, and not tested, under their local names.</summary>
    /// <param name="images">All images of the run.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>When done.</returns>
    public Task KeepUntestedAsync(IEnumerable<BuiltImage> images, CancellationToken cancellationToken) =>
        EachAsync(images, (store, image) => KeepUntestedAsync(store, image, cancellationToken), cancellationToken);

    /// <summary>The references that a variant has once it is tested.</summary>
    /// <param name="family">The family.</param>
    /// <param name="variant">One of its variants.</param>
    /// <returns>The one that other images' FROM names it by, then one for each further tag.</returns>
    public static IReadOnlyList<string> ReferencesOf(Family family, Variant variant)
    {
        var repository = ImageReferences.Repository(family, variant.Image);
        return [.. variant.Tags.Select(tag => $"{repository}:{tag.Name}").Prepend(ImageReferences.Of(family, variant)).Distinct()];
    }

    private static Variant VariantOf(TestedImage image) => image.Built.Planned.Rendered.Variant;

    // Calls of different images are independent, and an engine answers several at a time.
    private Task EachAsync(IEnumerable<BuiltImage> images, Func<IImageStore, BuiltImage, Task> act, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            // What is published has its tags where it is.
            images.Where(image => image is { LocalName: not null, PublishedAs: null }),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (image, _) => await (storeOf(image) is { } store ? act(store, image) : Task.CompletedTask)
        );

    private async Task GiveTagsAsync(IImageStore store, BuiltImage image, CancellationToken cancellationToken)
    {
        await MoveAsync(store, image, ReferencesOf(family, image.Planned.Rendered.Variant), cancellationToken);
        var untested = LocalNames.Untested(image.Planned.Rendered.Variant);
        if (image.KeptNames is null && !NamesOf(image).Contains(untested, StringComparer.Ordinal))
        {
            // An earlier image has it, one that this takes the place of.
            await store.UntagAsync(untested, cancellationToken);
        }
    }

    private static IReadOnlyList<string> NamesOf(BuiltImage image) => image.KeptNames ?? [image.LocalName!, .. image.MoreNames];

    // An image of an earlier run stays under the names that it has.
    private static Task KeepUntestedAsync(IImageStore store, BuiltImage image, CancellationToken cancellationToken) =>
        image.KeptNames is { Count: > 0 }
            ? Task.CompletedTask
            : MoveAsync(store, image, [LocalNames.Untested(image.Planned.Rendered.Variant)], cancellationToken);

    private static async Task MoveAsync(
        IImageStore store,
        BuiltImage image,
        IReadOnlyList<string> references,
        CancellationToken cancellationToken
    )
    {
        foreach (var reference in references.Except(NamesOf(image), StringComparer.Ordinal))
        {
            await store.TagAsync(image.ImageId!, reference, cancellationToken);
        }

        foreach (var local in NamesOf(image).Except(references, StringComparer.Ordinal).Where(LocalNames.IsLocal))
        {
            await store.UntagAsync(local, cancellationToken);
        }
    }
}
