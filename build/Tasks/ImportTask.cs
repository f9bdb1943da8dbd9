using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Build.Hosting;
using Images.Building;

namespace Images.Build.Tasks;

/// <summary>Makes images of Dockerfiles that were built another way.</summary>
[TaskName("Import")]
[TaskDescription("Makes images of a bake file, a Dockerfile or a folder of Dockerfiles")]
public sealed class ImportTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var result = new ImportRun(context).Import(isDryRun: false);
        foreach (var file in result.Files)
        {
            context.Output.Results.WriteLine($"wrote {file}");
        }

        foreach (var note in result.Notes)
        {
            context.Output.Note(note);
        }

        var variants = result.Images.Sum(image => image.Variants.Count);
        context.Output.Note(
            $"{Amount.Count(result.Images.Count, "image")} with {Amount.Count(variants, "variant")}: each renders what its Dockerfile says; next: {HelpText.Program} test {result.Images[0].Name}"
        );
    }
}
