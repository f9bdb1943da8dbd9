using Cake.Frosting;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Testing.Comparing;

namespace Images.Build.Tasks;

/// <summary>Says how two images differ.</summary>
[TaskName("Diff")]
[TaskDescription("Says how two images differ: packages, files, layers and what they declare")]
public sealed class DiffTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        var settings = context.Settings;
        var plan = Directory.Exists(Path.Combine(settings.Root, "images")) ? context.LoadFamily() : null;
        var engines = await context.EnginesIfAnyAsync();
        using var registries = context.OpenRegistries();
        var search = new ComparedSearch(engines, registries, context.Time);
        var before = await search.FindAsync(plan, settings.Words[0], context.Cancellation);
        var after = await search.FindAsync(plan, settings.Words[1], context.Cancellation);
        var comparer = new ImageComparer(engines?.All[0].Inventories(settings.Root));
        var document = await comparer.CompareAsync(before, after, withFiles: !settings.Packages, context.Cancellation);
        ComparisonResults.Write(context.Output, document, settings.Json);
    }
}
