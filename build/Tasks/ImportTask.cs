using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Build.Hosting;
using Images.Rendering.Importing;
using Images.Reporting;

namespace Images.Build.Tasks;

/// <summary>Makes images of Dockerfiles that were built another way.</summary>
[TaskName("Import")]
[TaskDescription("Makes images of a bake file, a Dockerfile or a folder of Dockerfiles")]
public sealed class ImportTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var settings = context.Settings;
        var shown = settings.Words[0];
        var folder = settings.ImportContext is { } named ? Path.GetFullPath(named, settings.WorkingFolder) : null;
        if (folder is not null && !Directory.Exists(folder))
        {
            throw new UsageException(
                $"--context={settings.ImportContext}: there is no such folder; name the one that the Dockerfiles are built in"
            );
        }

        var targets = ImportSource.Read(Path.GetFullPath(shown, settings.WorkingFolder), shown, folder, Environment.GetEnvironmentVariable);
        var result = new Importer(settings.Root, shown).Import(targets, settings.DryRun, context.Cancellation);
        foreach (var file in result.Files)
        {
            context.Output.Results.WriteLine($"{(settings.DryRun ? "would write" : "wrote")} {file}");
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
