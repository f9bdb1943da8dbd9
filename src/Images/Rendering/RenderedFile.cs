using System.Text;
using Images.Definitions;

namespace Images.Rendering;

/// <summary>One committed file that was rendered.</summary>
internal static class RenderedFile
{
    /// <summary>What a diff calls a file that is not there.</summary>
    public const string None = "/dev/null";

    /// <summary>Gets where a file is.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="path">Relative to it, forward slashes.</param>
    /// <returns>An absolute path.</returns>
    public static string FullPath(string root, string path) => Path.Combine([root, .. path.Split('/')]);

    /// <summary>Tells whether a file was rendered.</summary>
    /// <param name="fullPath">The file.</param>
    /// <returns>True when its first line is our header.</returns>
    public static bool IsOurs(string fullPath)
    {
        using var reader = new StreamReader(fullPath);
        var first = reader.ReadLine() ?? string.Empty;
        return DockerfileHeader.IsIn(first) || ContextIgnores.IsIn(first);
    }

    /// <summary>Compares a committed file with what it should be.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="file">What it should be.</param>
    /// <returns>The difference; null when there is none.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static RenderDrift? Compare(string root, RenderedText file)
    {
        var path = FullPath(root, file.Path);
        if (!File.Exists(path))
        {
            var added = UnifiedDiff.Between(None, $"b/{file.Path}", string.Empty, file.Text);
            return new RenderDrift(RenderDriftKind.Missing, file.Path, file.VariantId, 1, added);
        }

        if (File.ReadAllBytes(path).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(file.Text)))
        {
            return null;
        }

        var committed = File.ReadAllText(path);
        var diff = UnifiedDiff.Between($"a/{file.Path}", $"b/{file.Path}", committed, file.Text);
        var line = UnifiedDiff.FirstDifference(committed, file.Text);
        return new RenderDrift(RenderDriftKind.Stale, file.Path, file.VariantId, line, diff);
    }

    /// <summary>Finds what stands in the way of putting a file right.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="drift">What is wrong with the file.</param>
    /// <returns>An error, or null when the file can be written or removed.</returns>
    public static DefinitionError? Obstacle(string root, RenderDrift drift) =>
        Link(root, drift.Path) is { } link ? link
        : drift.Kind == RenderDriftKind.Stale && !IsOurs(FullPath(root, drift.Path))
            ? new DefinitionError(
                Start(drift.Path),
                "was not rendered, its first line says nothing of a template: move it away, then render again"
            )
        : null;

    /// <summary>Finds a symbolic link through which a file would be written elsewhere.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="path">The file relative to it, forward slashes.</param>
    /// <returns>An error; null when the file and its folders are no links.</returns>
    public static DefinitionError? Link(string root, string path)
    {
        var parts = path.Split('/');
        for (var count = 1; count <= parts.Length; count++)
        {
            if (new FileInfo(Path.Combine([root, .. parts[..count]])).LinkTarget is not null)
            {
                return new DefinitionError(
                    Start(string.Join('/', parts[..count])),
                    "is a symbolic link: put the folder or file itself there"
                );
            }
        }

        return null;
    }

    /// <summary>Puts a text in the place of a file at once: whoever reads it sees the old text or the new one.</summary>
    /// <param name="fullPath">The file, which need not be there.</param>
    /// <param name="text">Its new text.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Replace(string fullPath, string text) => WholeFile.Write(fullPath, Encoding.UTF8.GetBytes(text));

    /// <summary>Removes a file, and its folder when nothing else is in there.</summary>
    /// <param name="fullPath">The file.</param>
    /// <exception cref="IOException">The file cannot be removed.</exception>
    public static void Remove(string fullPath)
    {
        File.Delete(fullPath);
        var folder = Path.GetDirectoryName(fullPath)!;
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    private static SourceLocation Start(string path) => new(path, 1, 1);
}
