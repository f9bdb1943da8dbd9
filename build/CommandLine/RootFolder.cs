namespace Images.Build.CommandLine;

/// <summary>Finds the folder that holds <c>images/</c> and <c>templates/</c>.</summary>
internal static class RootFolder
{
    /// <summary>Finds the nearest folder upward with <c>images/family.yaml</c>, else the nearest with <c>images/</c>.</summary>
    /// <param name="start">Where to start, an absolute path.</param>
    /// <param name="isNeeded">Whether there must be one.</param>
    /// <returns>The absolute path; <paramref name="start"/> when there is none and none is needed.</returns>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Find(string start, bool isNeeded)
    {
        var folders = new List<string>();
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            folders.Add(folder);
        }

        return folders.Find(folder => File.Exists(Path.Combine(folder, "images", "family.yaml")))
            ?? folders.Find(folder => Directory.Exists(Path.Combine(folder, "images")))
            ?? (isNeeded ? null : start)
            ?? throw new UsageException(
                $"{start}: there is no images/ here or in a folder above; change into the repository or give --root=DIR"
            );
    }

    /// <summary>Checks a folder that was named.</summary>
    /// <param name="start">What a relative path is relative to.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="isNeeded">Whether there must be a family in it; the folder itself must be there in any case.</param>
    /// <returns>The absolute path.</returns>
    /// <exception cref="UsageException">It isn't there, or holds no <c>images/</c> where that is needed.</exception>
    public static string Named(string start, string folder, bool isNeeded)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder, start));
        return Directory.Exists(isNeeded ? Path.Combine(path, "images") : path)
            ? path
            : throw new UsageException($"--root={folder}: there is no folder {(isNeeded ? Path.Combine(path, "images") : path)}");
    }
}
