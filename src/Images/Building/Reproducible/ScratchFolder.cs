using Images.Engines;

namespace Images.Building.Reproducible;

/// <summary>A folder for files of a moment, gone when it is disposed; those of runs that were killed go when the next is made.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "images-layers-";

    /// <summary>Makes it where the system has its temporary files.</summary>
    public ScratchFolder()
    {
        foreach (var left in OwnedFolders.Left(System.IO.Path.GetTempPath(), Prefix))
        {
            OwnedFolders.TryDelete(left);
        }

        Path = Directory.CreateTempSubdirectory($"{Prefix}{RunLabels.OwnInTag()}-").FullName;
    }

    /// <summary>Gets its absolute path.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose() => OwnedFolders.TryDelete(Path);
}
