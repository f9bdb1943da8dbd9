using Images.Engines;

namespace Images.Building.Reproducible;

/// <summary>A folder for files of a moment, gone when it is disposed; those of runs that were killed go when the next is made.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string Prefix = "images-layers-";

    /// <summary>Makes it where the system has its temporary files.</summary>
    public ScratchFolder()
    {
        foreach (var left in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), $"{Prefix}*").Where(IsAbandoned))
        {
            Delete(left);
        }

        Path = Directory.CreateTempSubdirectory($"{Prefix}{RunLabels.OwnInTag()}-").FullName;
    }

    /// <summary>Gets its absolute path.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose() => Delete(Path);

    private static bool IsAbandoned(string folder) =>
        System.IO.Path.GetFileName(folder)[Prefix.Length..].Split('-') is [var owner, _] && RunLabels.IsGoneInTag(owner);

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Of another user, or gone already.
        }
    }
}
