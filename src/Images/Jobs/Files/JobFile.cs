using Images.Definitions;
using Images.Jobs.Clusters;

namespace Images.Jobs.Files;

/// <summary>A job file: one job, or several.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Jobs">The jobs in the order of the file, with every matrix expanded; at least one.</param>
/// <param name="AtOnce">How many containers are up at once; null: not said.</param>
public sealed record JobFile(string Path, IReadOnlyList<JobDefinition> Jobs, int? AtOnce)
{
    /// <summary>Gets the pool for <c>--azure-pool</c>; a small one when the file says nothing.</summary>
    public PoolSettings Pool { get; init; } = new();

    /// <summary>Gets the folder that holds the file.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Reads a job file.</summary>
    /// <param name="path">Its path as a person wrote it, which messages repeat.</param>
    /// <param name="directory">What a relative path is relative to.</param>
    /// <returns>The jobs.</returns>
    /// <exception cref="DefinitionException">Something is wrong; all of it is in the exception.</exception>
    public static JobFile Load(string path, string directory)
    {
        var errors = new DefinitionErrors();
        var full = System.IO.Path.GetFullPath(path, directory);
        JobFile? file = null;
        try
        {
            var bytes = BoundedFile.Read(full);
            file = new JobFileReader(path, full, errors).Read(bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var why = error is FileNotFoundException or DirectoryNotFoundException
                ? "there is no such file"
                : error.Message.ReplaceLineEndings(" ");
            errors.Add(new SourceLocation(path, 1, 1), $"{why}; name a job file, or an image and a command: run IMAGE -- COMMAND");
        }

        errors.ThrowIfAny();
        return file!;
    }
}
