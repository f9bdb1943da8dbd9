using Cake.Frosting;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Building;
using Images.Building.Inspecting;
using Images.Building.Revisions;
using Images.Engines.Registries;
using Images.Planning;

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
        var plan = Directory.Exists(Path.Combine(settings.Root, "images")) ? context.LoadFamily() : null;
        var named = NamedImage.Of(plan, settings.Words[0]);
        if (settings.Packages)
        {
            await PackageListing.WriteAsync(context, plan);
            return;
        }

        var reference = named.ToReference();
        var engines = await context.EnginesIfAnyAsync();
        using var registries = context.OpenRegistries();
        var inspector = new ImageInspector(engines?.All[0].Descriptions, new RegistryDescriptions(registries), plan?.Graph, PlanAsync);
        var document = await inspector.InspectAsync(reference, named.LocalNames, named.Platform, context.Cancellation);
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
}
