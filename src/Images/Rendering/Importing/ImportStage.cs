using Images.Definitions;

namespace Images.Rendering.Importing;

/// <summary>A folder beside the family where an import is made and proven before anything of the family is touched.</summary>
internal sealed class ImportStage : IDisposable
{
    private readonly string family;
    private readonly List<string> written = [];

    /// <summary>Makes the folder.</summary>
    /// <param name="family">The family's folder, absolute.</param>
    public ImportStage(string family)
    {
        this.family = family;
        Folder = Directory.CreateTempSubdirectory("images-import-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, "images"));
        if (File.Exists(Path.Combine(family, FamilyFile)))
        {
            File.Copy(Path.Combine(family, FamilyFile), Path.Combine(Folder, FamilyFile));
        }
    }

    /// <summary>Gets the family's file.</summary>
    public static string FamilyFile => Path.Combine("images", "family.yaml");

    /// <summary>Gets the folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>Writes a file into the folder.</summary>
    /// <param name="path">Relative to the family's root.</param>
    /// <param name="text">What is in it.</param>
    public void Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Takes everything away again but the family's own file.</summary>
    public void Clear()
    {
        foreach (
            var folder in Directory
                .EnumerateDirectories(Folder, "*", SearchOption.TopDirectoryOnly)
                .SelectMany(Directory.EnumerateDirectories)
        )
        {
            Directory.Delete(folder, recursive: true);
        }

        if (Directory.Exists(Path.Combine(Folder, "templates")))
        {
            Directory.Delete(Path.Combine(Folder, "templates"), recursive: true);
        }
    }

    /// <summary>Puts everything into the family; when something cannot be put there, or the family cannot be read with it, nothing stays.</summary>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The new files, relative to the family's root, in ordinal order.</returns>
    /// <exception cref="DefinitionException">The family cannot be read with it.</exception>
    /// <exception cref="ImportException">A file is there already; it is not touched.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public IReadOnlyList<string> Deliver(CancellationToken cancellation)
    {
        var files = Files();
        if (files.FirstOrDefault(file => Path.Exists(Path.Combine(family, file))) is { } there)
        {
            throw new ImportException(new SourceLocation(there, 1, 1), "is there already: move it away, then import again");
        }

        try
        {
            foreach (var file in files)
            {
                cancellation.ThrowIfCancellationRequested();
                var target = Path.Combine(family, file);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                written.Add(target);
                Move(Path.Combine(Folder, file), target);
            }

            FamilyLoader.Load(family, cancellation);
            return [.. written.Select(path => Path.GetRelativePath(family, path))];
        }
        catch
        {
            TakeBack();
            throw;
        }
    }

    /// <summary>Lists what is new.</summary>
    /// <returns>The files, relative to the root, in ordinal order.</returns>
    public IReadOnlyList<string> Files() =>
        [
            .. FileWalk
                .Files(Folder)
                .Select(path => Path.GetRelativePath(Folder, path))
                .Where(path => path != FamilyFile || !File.Exists(Path.Combine(family, FamilyFile)))
                .Order(StringComparer.Ordinal),
        ];

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Move(string from, string to)
    {
        if (new FileInfo(from).LinkTarget is { } link)
        {
            File.CreateSymbolicLink(to, link);
        }
        else
        {
            File.Copy(from, to, overwrite: false);
        }
    }

    private void TakeBack()
    {
        foreach (var file in written)
        {
            File.Delete(file);
            for (
                var folder = Path.GetDirectoryName(file)!;
                folder.Length > family.Length && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any();
                folder = Path.GetDirectoryName(folder)!
            )
            {
                Directory.Delete(folder);
            }
        }
    }
}
