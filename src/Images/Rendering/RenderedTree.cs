using Images.Definitions;

namespace Images.Rendering;

/// <summary>The committed Dockerfiles below <c>images/</c>, and what keeps them out of images.</summary>
public static class RenderedTree
{
    /// <summary>Writes what differs and removes orphans; a file that is right already keeps its time of writing.</summary>
    /// <param name="family">The family.</param>
    /// <param name="rendered">All its rendered images.</param>
    /// <param name="cancellation">Ends the writing between two files.</param>
    /// <returns>What was wrong and is right now, in ordinal order of the paths; empty when nothing was touched.</returns>
    /// <exception cref="DefinitionException">A file of the same name was not rendered, or a folder is a symbolic link; nothing was touched.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static IReadOnlyList<RenderDrift> Write(Family family, IReadOnlyList<RenderedImage> rendered, CancellationToken cancellation)
    {
        var drifts = Check(family, rendered, cancellation);
        var texts = FilesOf(family.Root, rendered).ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
        var obstacles = drifts.Select(drift => RenderedFile.Obstacle(family.Root, drift)).OfType<DefinitionError>().ToList();
        if (obstacles.Count > 0)
        {
            throw new DefinitionException(obstacles);
        }

        foreach (var drift in drifts)
        {
            cancellation.ThrowIfCancellationRequested();
            var path = RenderedFile.FullPath(family.Root, drift.Path);
            if (drift.Kind == RenderDriftKind.Orphan)
            {
                RenderedFile.Remove(path);
            }
            else
            {
                RenderedFile.Replace(path, texts[drift.Path]);
            }
        }

        return drifts;
    }

    /// <summary>Compares the committed files with the rendered ones; changes nothing.</summary>
    /// <param name="family">The family.</param>
    /// <param name="rendered">All its rendered images.</param>
    /// <param name="cancellation">Ends the comparison between two files.</param>
    /// <returns>Every difference, in ordinal order of the paths; empty when all is current.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<RenderDrift> Check(Family family, IReadOnlyList<RenderedImage> rendered, CancellationToken cancellation)
    {
        var drifts = new List<RenderDrift>();
        var files = FilesOf(family.Root, rendered).ToList();
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (RenderedFile.Compare(family.Root, file) is { } drift)
            {
                drifts.Add(drift);
            }
        }

        var wanted = family
            .Variants.Select(variant => $"images/{variant.Image}/{variant.FolderName}/Dockerfile")
            .Concat(files.Select(file => file.Path));
        drifts.AddRange(
            OrphanedFiles.Find(family.Root, wanted.ToHashSet(StringComparer.Ordinal)).Select(path => Orphan(family.Root, path))
        );
        return [.. drifts.OrderBy(drift => drift.Path, StringComparer.Ordinal)];
    }

    private static IEnumerable<RenderedText> FilesOf(string root, IReadOnlyList<RenderedImage> rendered) =>
        rendered
            .Select(image => new RenderedText(image.Path, image.Dockerfile, image.Variant.Id))
            .Concat(ContextIgnores.Of(rendered).Where(file => !IsOfTheUser(RenderedFile.FullPath(root, file.Path))));

    private static bool IsOfTheUser(string path) => File.Exists(path) && !RenderedFile.IsOurs(path);

    private static RenderDrift Orphan(string root, string path)
    {
        var committed = File.ReadAllText(RenderedFile.FullPath(root, path));
        return new RenderDrift(
            RenderDriftKind.Orphan,
            path,
            null,
            1,
            UnifiedDiff.Between($"a/{path}", RenderedFile.None, committed, string.Empty)
        );
    }
}
