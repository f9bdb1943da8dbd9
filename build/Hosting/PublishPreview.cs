using Images.Building;
using Images.Engines;
using Images.Planning;
using Images.Publishing;
using Images.Publishing.Guarding;

namespace Images.Build.Hosting;

/// <summary>Says what publishing would do, by what the engine and the registries have now; nothing is written anywhere.</summary>
internal static class PublishPreview
{
    /// <summary>Lists what would become of each tag.</summary>
    /// <param name="context">What the user wants.</param>
    /// <returns>One line a tag, and one for each image that stays here.</returns>
    public static async Task<IReadOnlyList<string>> ListAsync(BuildContext context)
    {
        var registries = context.Registries;
        var publications = Publications.Of(await ImagesAsync(context), registries);
        using var client = context.OpenRegistries();
        var publisher = new Publisher(
            client,
            (image, _) => throw new InvalidOperationException($"{image.Planned.Id} is not to be read"),
            PublishFiles.Of(context.Settings.Root),
            new PublishOptions { AllowOverwrite = context.Settings.AllowOverwrite }
        );
        var plan = await publisher.PlanAsync(publications, context.Cancellation);
        return [.. plan.Registries.SelectMany(Lines), .. plan.Omitted.Select(omission => omission.Sentence)];
    }

    private static IEnumerable<string> Lines(RegistryPlan registry) =>
        registry.Problem is { } problem
            ? [$"{registry.Registry}: {problem.Message}"]
            : registry.Images.SelectMany(image => image.Tags.Select(tag => $"{image.Publication.Reference(tag.Tag)}: {Word(image, tag)}"));

    private static string Word(PlannedPublication image, TagDecision tag) =>
        tag.Action switch
        {
            TagAction.Unchanged => $"is {image.Publication.Variant.Id} already",
            TagAction.Put => $"would be put on {image.Publication.Variant.Id}{(tag.Reason is { } from ? $", {from}" : ", new")}",
            TagAction.Refused => $"refused: {tag.Reason}",
            _ => tag.Reason!,
        };

    // What would be built has no id yet.
    private static async Task<IReadOnlyList<BuiltImage>> ImagesAsync(BuildContext context)
    {
        var kept = new Dictionary<string, KeptImage>(StringComparer.Ordinal);
        try
        {
            foreach (var entry in (await PlanRun.PlanAsync(context, context.Plan.WithParents)).Images.Where(entry => !entry.Builds))
            {
                kept[entry.Image.Id] = entry.Kept!;
            }
        }
        catch (EngineException)
        {
            // Without an engine everything would be built.
        }

        return
        [
            .. context.Plan.Selected.Select(image => new BuiltImage(
                image,
                BuildOutcome.UpToDate,
                kept.GetValueOrDefault(image.Id)?.Id,
                null,
                TimeSpan.Zero,
                null,
                null
            )),
        ];
    }
}
