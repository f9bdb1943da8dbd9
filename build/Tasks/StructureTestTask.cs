using Cake.Frosting;
using Images.Build.Hosting;
using Images.Definitions.Structure;
using Images.Testing;

namespace Images.Build.Tasks;

/// <summary>Runs loose files of container-structure-test on any image of the engine.</summary>
[TaskName("StructureTest")]
[TaskDescription("Runs files of container-structure-test on an image")]
public sealed class StructureTestTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        var settings = context.Settings;
        IReadOnlyList<StructureFile> files = [.. settings.StructureFiles.Select(path => StructureFiles.Load(path, settings.WorkingFolder))];
        var engines = await context.EnginesAsync();
        var image = await engines.All[0].LooseImageAsync(settings.StructureImage!, files, context.Cancellation);
        context.Output.Note($"testing {settings.StructureImage}");
        context.Built = [image];
        var options = new TestOptions(context.Jobs) { BuiltInChecks = false, Structure = settings.Structure(settings.WorkingFolder) };
        context.Tested = await engines.Tester().TestAsync([image], options, progress: null, context.Cancellation);
        context.Cancellation.ThrowIfCancellationRequested();
    }
}
