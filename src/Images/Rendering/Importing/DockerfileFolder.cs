namespace Images.Rendering.Importing;

/// <summary>Finds hand-written Dockerfiles: <c>NAME/Dockerfile</c>, <c>NAME/VERSION/Dockerfile</c>, <c>Dockerfile.NAME</c>, <c>NAME.Dockerfile</c>.</summary>
internal static class DockerfileFolder
{
    private const string Usual = "Dockerfile";
    private const int MostDeep = 8;
    private const long Largest = 1024 * 1024;

    // What folders under an image's own stand for, from the outermost.
    private static readonly string[] Axes = ["release", "flavour", "part", "piece"];

    /// <summary>Reads every Dockerfile of a folder.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="shown">The same as people name it.</param>
    /// <param name="context">The folder that they are built in, or null for the one each stands in.</param>
    /// <returns>The targets in ordinal order of their paths.</returns>
    /// <exception cref="ImportException">There is none.</exception>
    public static IReadOnlyList<ImportedTarget> Read(string folder, string shown, string? context)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = MostDeep,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        var files = Directory
            .EnumerateFiles(folder, "*Dockerfile*", options)
            .Select(path => Path.GetRelativePath(folder, path))
            .Where(path => NameIn(Path.GetFileName(path)) is not null && !path.Split('/').Any(part => part is ".git" or "node_modules"))
            .Where(path => !RenderedFile.IsOurs(Path.Combine(folder, path)))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0)
        {
            throw new ImportException(shown, "there is no Dockerfile in it; name the folder that holds them, or a docker-bake.hcl");
        }

        return [.. files.Select(file => InFolder(folder, shown, file, context))];
    }

    /// <summary>Reads one Dockerfile.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="shown">The same as people name it.</param>
    /// <param name="context">The folder that it is built in, or null for the one it stands in.</param>
    /// <returns>The target.</returns>
    public static ImportedTarget Single(string path, string shown, string? context)
    {
        var folder = Path.GetDirectoryName(path)!;
        var name = NameIn(Path.GetFileName(path)) is { Length: > 0 } own ? own : Path.GetFileName(folder);
        return Target(path, shown, name, name, context);
    }

    private static ImportedTarget InFolder(string folder, string shown, string file, string? context)
    {
        var parts = file.Split('/')[..^1];
        var own = NameIn(Path.GetFileName(file))!;
        var place = Path.Combine(shown, file);
        var path = Path.Combine(folder, file);
        if (own.Length > 0)
        {
            return Target(path, place, own, own, context);
        }

        if (parts.Length == 0)
        {
            var name = Path.GetFileName(folder.TrimEnd('/'));
            return Target(path, place, name, name, context);
        }

        // Versions of one depth under the same folder are variants of one image.
        var image = Image(parts);
        var cell = parts[image.Length..];
        return Target(
            path,
            place,
            string.Join('-', parts[(image.Length - 1)..]),
            cell.Length < 2 ? image[^1] : $"{image[^1]}-{cell.Length}",
            context
        ) with
        {
            Cell = [.. cell.Select((value, index) => KeyValuePair.Create(Axes[index], value))],
        };
    }

    // NAME/VERSION: the part before the first one with a digit in it.
    private static string[] Image(string[] parts)
    {
        for (var length = 1; length < parts.Length; length++)
        {
            if (parts[length].Any(char.IsAsciiDigit) && parts.Length - length <= Axes.Length)
            {
                return parts[..length];
            }
        }

        return parts;
    }

    private static ImportedTarget Target(string path, string place, string name, string group, string? context)
    {
        if (new FileInfo(path).Length > Largest)
        {
            throw new ImportException(place, "it is larger than 1 MiB, which no Dockerfile is; name another file");
        }

        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        return new(name, group, place, context ?? Path.GetDirectoryName(path)!, text.TrimStart('\uFEFF'));
    }

    // Empty for a file that bears no name of its own, null for what is no Dockerfile.
    private static string? NameIn(string file) =>
        file == Usual ? string.Empty
        : file.StartsWith($"{Usual}.", StringComparison.Ordinal)
        && !file.EndsWith(".sbn", StringComparison.Ordinal)
        && !file.EndsWith(".dockerignore", StringComparison.Ordinal)
            ? file[(Usual.Length + 1)..]
        : file.EndsWith($".{Usual}", StringComparison.Ordinal) ? file[..^(Usual.Length + 1)]
        : null;
}
