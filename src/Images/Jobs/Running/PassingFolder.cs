using Images.Engines;

namespace Images.Jobs.Running;

/// <summary>A folder of this machine that is gone after a job, also when this program is killed: the next run removes it.</summary>
internal sealed class PassingFolder : IDisposable
{
    private const string Prefix = "images-job.";

    /// <summary>Makes one.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public PassingFolder() => Path = Directory.CreateTempSubdirectory($"{Prefix}{RunLabels.OwnInTag()}.").FullName;

    /// <summary>Gets its absolute path.</summary>
    public string Path { get; }

    /// <summary>Removes folders that killed runs left.</summary>
    public static void RemoveLeftovers()
    {
        foreach (var folder in OwnedFolders.Left(System.IO.Path.GetTempPath(), Prefix))
        {
            OwnedFolders.TryDelete(folder);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => OwnedFolders.TryDelete(Path);
}
