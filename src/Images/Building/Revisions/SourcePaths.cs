using Images.Rendering;

namespace Images.Building.Revisions;

/// <summary>Tells which paths of a checkout an image is made from.</summary>
internal static class SourcePaths
{
    /// <summary>Lists them: the definition, what its Dockerfile copies, and what the family's Dockerfiles are rendered from.</summary>
    /// <param name="root">The family's root, absolute.</param>
    /// <param name="image">The image.</param>
    /// <returns>Files and folders relative to the root, forward slashes; some need not be there.</returns>
    public static IReadOnlyList<string> Of(string root, RenderedImage image)
    {
        var directory = image.Variant.Directory;
        var folder = Path.GetRelativePath(root, directory).Replace(Path.DirectorySeparatorChar, '/');
        var copied = CopySources.Of(image.Dockerfile).Select(source => Certain(directory, source)).Distinct(StringComparer.Ordinal);
        return
        [
            $"{folder}/image.yaml",
            $"{folder}/.dockerignore",
            .. copied.Select(path => path.Length > 0 ? $"{folder}/{path}" : folder),
            image.TemplatePath,
            "templates/partials",
            "images/family.yaml",
        ];
    }

    // A pattern stands for the directory above it: a file that a commit takes away from there was copied, too.
    private static string Certain(string directory, string source)
    {
        var path = "";
        foreach (var name in source.Split('/').Where(name => name.Length > 0 && name != "."))
        {
            if (name.AsSpan().IndexOfAny("*?[\\") >= 0)
            {
                break;
            }

            var next = path.Length > 0 ? $"{path}/{name}" : name;
            if (name == ".." || new FileInfo(Path.Combine(directory, next)).LinkTarget is not null)
            {
                // It may lead to anything in the folder.
                return "";
            }

            path = next;
        }

        return path;
    }
}
