using System.Runtime.InteropServices;
using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Building;
using Images.Building.Inspecting;
using Images.Building.Revisions;
using Images.Engines;
using Images.Engines.Registries;
using Images.Planning;
using Images.Registry.References;

namespace Images.Build.Tasks;

/// <summary>Says what an image is on the engine and in its registry.</summary>
[TaskName("Inspect")]
[TaskDescription("Says what an image is on the engine and in its registry, and whether it is current")]
public sealed class InspectTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        var settings = context.Settings;
        var word = settings.Words[0];
        var plan = Directory.Exists(Path.Combine(settings.Root, "images")) ? context.LoadFamily() : null;
        var image = plan is null ? null : Find(plan, word);
        var name = image is null ? word : plan!.References.Of(image.Rendered.Variant);
        var reference =
            RegistryReference.TryParse(name)
            ?? throw new UsageException($"'{word}' is neither an image of the family nor a reference; write NAME:TAG");
        var engines = await EnginesAsync(context);
        using var registries = context.OpenRegistries();
        var inspector = new ImageInspector(engines?.All[0].Descriptions, new RegistryDescriptions(registries), plan?.Graph, PlanAsync);
        IReadOnlyList<string> names = image is null ? [name] : [name, LocalNames.Untested(image.Rendered.Variant)];
        var document = await inspector.InspectAsync(reference, names, PlatformOf(image), context.Cancellation);
        InspectionResults.Write(context.Output, document, settings.Json);
        if (document is { Engine: null, Registry: null })
        {
            throw new RunFailedException(
                document.Problems.Count > 0
                    ? $"{document.Reference}: not found, and not everywhere could be looked"
                    : $"{document.Reference}: neither the engine nor the registry has it"
            );
        }

        async Task<PlanEntry> PlanAsync(PlannedImage inspected, KeptImage kept)
        {
            await using var revisions = new SourceRevisions(settings.Root);
            var how = BuildWishes.For(settings, context.Decisions, plan!, FamilySecrets.None, revisions, context.Time.GetUtcNow());
            var bases = EngineSessions.KnownBases(engines, plan!.Lock);
            var places = new InspectedKept(inspected.Id, kept, engines?.Kept() ?? []);
            var planned = await new Planner(plan!.References, [places], bases, how).PlanAsync(
                plan.Graph.Restrict([inspected.Id]).Images,
                context.Cancellation
            );
            return planned.Images.Single(entry => entry.Image.Id == inspected.Id);
        }
    }

    private static PlannedImage? Find(FamilyPlan plan, string word)
    {
        var variants = plan.Graph.Images.Where(image => image.Rendered.Variant.Image == word).ToList();
        return plan.Graph.Find(word)
            ?? (
                variants.Count < 2
                    ? variants.FirstOrDefault()
                    : throw new UsageException(
                        $"'{word}' has several variants; name one of {string.Join(", ", variants.Select(image => image.Id))}"
                    )
            );
    }

    private static Platform PlatformOf(PlannedImage? image) =>
        (image is null ? null : Platform.TryParse(image.Rendered.Variant.Platforms[0]))
        ?? new Platform("linux", RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64");

    // A registry can be asked without an engine.
    private static async Task<EngineSessions?> EnginesAsync(BuildContext context)
    {
        try
        {
            return await context.EnginesAsync(mayStart: false);
        }
        catch (EngineException error)
        {
            context.Output.Note($"no engine is asked: {error.Message}");
            return null;
        }
    }
}
