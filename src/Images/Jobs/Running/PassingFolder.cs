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
        foreach (var folder in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            var owner = System.IO.Path.GetFileName(folder)[Prefix.Length..];
            if (RunLabels.IsGoneInTag(owner[..Math.Max(0, owner.LastIndexOf('.'))]))
            {
                TryDelete(folder);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => TryDelete(Path);

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next run tries again.
        }
    }
}
