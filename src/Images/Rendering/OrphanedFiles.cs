namespace Images.Rendering;

/// <summary>Finds Dockerfiles that were rendered once and belong to no variant any more.</summary>
internal static class OrphanedFiles
{
    private static readonly EnumerationOptions Folders = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Looks at <c>images/NAME/FOLDER/Dockerfile</c> for every name and folder; symbolic links are not followed.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="wanted">The paths that variants render.</param>
    /// <returns>The paths relative to the root, forward slashes, of files that carry our header and that nobody wants.</returns>
    public static IEnumerable<string> Find(string root, IReadOnlySet<string> wanted)
    {
        var images = new DirectoryInfo(Path.Combine(root, "images"));
        if (!images.Exists)
        {
            yield break;
        }

        foreach (var folder in images.EnumerateDirectories("*", Folders).SelectMany(image => image.EnumerateDirectories("*", Folders)))
        {
            var file = new FileInfo(Path.Combine(folder.FullName, "Dockerfile"));
            var path = $"images/{folder.Parent!.Name}/{folder.Name}/Dockerfile";
            if (file.Exists && file.LinkTarget is null && !wanted.Contains(path) && RenderedFile.IsOurs(file.FullName))
            {
                yield return path;
            }
        }
    }
}
