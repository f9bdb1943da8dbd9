using Images.Build.CommandLine;
using Images.Rendering.Importing;

namespace Images.Build.Hosting;

/// <summary>Makes images of what was built another way.</summary>
/// <param name="context">What the user wants.</param>
internal sealed class ImportRun(BuildContext context)
{
    /// <summary>Imports.</summary>
    /// <param name="isDryRun">Whether to write nothing.</param>
    /// <returns>What was made, or would be.</returns>
    /// <exception cref="UsageException">The folder of the contexts is not there.</exception>
    /// <exception cref="ImportException">Something cannot be imported.</exception>
    public ImportResult Import(bool isDryRun)
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
        return new Importer(settings.Root, shown).Import(targets, isDryRun, context.Cancellation);
    }

    /// <summary>Says what would be written; nothing is.</summary>
    /// <returns>Lines.</returns>
    public IEnumerable<string> Preview()
    {
        var result = Import(isDryRun: true);
        return [.. result.Files.Select(file => $"would write {file}"), .. result.Notes];
    }
}
