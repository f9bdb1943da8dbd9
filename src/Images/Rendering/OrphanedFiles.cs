namespace Images.Rendering;

/// <summary>Finds files that were rendered once and belong to no variant any more.</summary>
internal static class OrphanedFiles
{
    private static readonly EnumerationOptions Folders = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Looks at <c>images/NAME/.dockerignore</c> and <c>images/NAME/FOLDER/Dockerfile</c> for every name and folder; symbolic links are not followed.</summary>
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

        foreach (var image in images.EnumerateDirectories("*", Folders))
        {
            var ignore = $"images/{image.Name}/{ContextIgnores.Name}";
            var dockerfiles = image.EnumerateDirectories("*", Folders).Select(folder => $"images/{image.Name}/{folder.Name}/Dockerfile");
            foreach (var path in dockerfiles.Prepend(ignore).Where(path => !wanted.Contains(path)))
            {
                var file = new FileInfo(RenderedFile.FullPath(root, path));
                if (file.Exists && file.LinkTarget is null && RenderedFile.IsOurs(file.FullName))
                {
                    yield return path;
                }
            }
        }
    }
}
