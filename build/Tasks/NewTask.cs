using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Build.Hosting;
using Images.Definitions;
using Images.Definitions.Scaffolding;

namespace Images.Build.Tasks;

/// <summary>Begins an image.</summary>
[TaskName("New")]
[TaskDescription("Begins an image that can be built and passes its tests")]
public sealed class NewTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var wishes = context.Settings.NewImage ?? throw new UsageException("say what is to be begun: new image NAME --from=IMAGE");
        var scaffold = new ImageScaffold(FamilyLoader.Load(context.Settings.Root, context.Cancellation));
        var files = scaffold.Compose(wishes);
        scaffold.Write(files);
        foreach (var file in files)
        {
            context.Output.Results.WriteLine($"wrote {file.Path}");
        }

        context.Output.Note($"build and test it: {HelpText.Program} test {wishes.Name}");
    }
}
