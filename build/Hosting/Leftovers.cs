using Images.Building;
using Images.Building.Cleaning;
using Images.Building.Placement;
using Images.Jobs.Staging;

namespace Images.Build.Hosting;

/// <summary>What <c>clean</c> finds on an engine: containers and names of runs that are gone, and when asked for, images without a use.</summary>
/// <param name="session">The engine.</param>
/// <param name="context">Knows what is asked for.</param>
internal sealed class Leftovers(EngineSession session, BuildContext context)
{
    private readonly ComputationCleaner computations = new(session.Jobs, context.Settings.Computations);

    /// <summary>Lists what would be removed on all engines.</summary>
    /// <param name="context">Knows what is asked for.</param>
    /// <returns>One line each.</returns>
    /// <exception cref="Engines.EngineException">An engine does not answer.</exception>
    public static async Task<IReadOnlyList<string>> ListAsync(BuildContext context)
    {
        if (context.Settings.PrivateEngine)
        {
            return ["the private engine, its images and its state"];
        }

        var lines = new List<string>();
        foreach (var session in (await context.EnginesAsync(mayStart: false)).All)
        {
            var leftovers = new Leftovers(session, context);
            var containers = await session.Containers.ListLeftoversAsync(context.Cancellation);
            lines.AddRange(containers.Select(container => $"container {Amount.ShortDigest(container.Id)} of {container.Image}"));
            var committed = await session.CommittedImages.ListLeftoversAsync(context.Cancellation);
            lines.AddRange(committed.Select(image => $"image {Amount.ShortDigest(image)} of a test"));
            lines.AddRange(await leftovers.computations.ListAsync(context.Cancellation));
            lines.AddRange((await leftovers.NamesAsync()).Select(name => $"name {name}"));
            lines.AddRange((await leftovers.ImagesAsync()).Select(Words));
        }

        return lines.Count > 0 ? lines : ["nothing is to be removed"];
    }

    /// <summary>Removes it, and says what was removed.</summary>
    /// <param name="where">Stands before the last line.</param>
    /// <returns>When done.</returns>
    /// <exception cref="Engines.EngineException">The engine does not answer.</exception>
    public async Task RemoveAsync(string where)
    {
        var results = context.Output.Results;
        var containers = await session.Containers.RemoveLeftoversAsync(context.Cancellation);
        foreach (var image in await session.CommittedImages.ListLeftoversAsync(context.Cancellation))
        {
            await session.CommittedImages.RemoveAsync(image);
            await results.WriteLineAsync($"removed image {Amount.ShortDigest(image)} of a test");
        }

        var (kept, stages, used) = await computations.RemoveAsync(context.Cancellation);
        if (kept + stages + used > 0)
        {
            var inUse = used > 0 ? $"; {used} in use stay" : string.Empty;
            await results.WriteLineAsync(
                $"removed {Amount.Count(kept, "container")} and {Amount.Count(stages, "image")} of computations{inUse}"
            );
        }

        var names = await NamesAsync();
        foreach (var name in names)
        {
            await session.Store.UntagAsync(name, context.Cancellation);
        }

        var removed = 0;
        foreach (var image in await ImagesAsync())
        {
            if (await session.Cleaner.RemoveAsync(image.Image, context.Cancellation) is { } refusal)
            {
                context.Output.Note($"kept {Words(image)}, but: {refusal}");
                continue;
            }

            removed++;
            await results.WriteLineAsync($"removed {Words(image)}");
        }

        var images = context.Settings.OldImages ? $", {Amount.Count(removed, "image")}" : string.Empty;
        await results.WriteLineAsync(
            $"{where}removed {Amount.Count(containers, "container")} and {Amount.Count(names.Count, "image name")}{images}"
        );
    }

    private async Task<IReadOnlyList<string>> NamesAsync() =>
        [.. (await session.Store.ListAsync(string.Empty, context.Cancellation)).Where(IsAbandoned)];

    private async Task<IReadOnlyList<ObsoleteImage>> ImagesAsync()
    {
        if (!context.Settings.OldImages)
        {
            return [];
        }

        var obsolete = ObsoleteImages.Of(await session.Cleaner.ListAsync(context.Cancellation), context.Plan.Family);
        foreach (var image in obsolete.Doubtful)
        {
            var name = image.Names[0];
            context.Output.Note($"kept {image.Variant} ({name}): no variant here, but without a registry it may be another family's");
        }

        return obsolete.Removed;
    }

    private static string Words(ObsoleteImage image) =>
        $"image {Amount.ShortDigest(image.Image.Id)} of {image.Image.Variant}{(image.Image.Names is [var name, ..] ? $" ({name})" : "")}: {image.Reason}";

    private static bool IsAbandoned(string name) => LocalNames.IsAbandoned(name) || ExchangeNames.IsAbandoned(name);
}
