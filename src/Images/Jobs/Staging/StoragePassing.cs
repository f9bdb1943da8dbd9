using Images.Engines;

namespace Images.Jobs.Staging;

/// <summary>A folder of a storage for what is not whole yet, in the same file system as what it becomes.</summary>
internal sealed class StoragePassing : IDisposable
{
    private const string Prefix = ".images-passing.";

    private readonly string path;

    /// <summary>Makes one; those that killed runs of this machine have left go.</summary>
    /// <param name="storage">The storage.</param>
    /// <exception cref="JobException">It cannot be made.</exception>
    public StoragePassing(FileStorage storage)
    {
        Name = $"{Prefix}{RunLabels.OwnInTag()}.{Path.GetRandomFileName()[..8]}";
        path = storage.PathOf(Name);
        try
        {
            foreach (var left in OwnedFolders.Left(storage.Folder, Prefix))
            {
                Directory.Delete(left, recursive: true);
            }

            Directory.CreateDirectory(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JobException($"{storage.Folder}: nothing can be stored there: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    /// <summary>Gets its name, relative to the storage.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public void Dispose() => OwnedFolders.TryDelete(path);
}
