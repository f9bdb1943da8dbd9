namespace Images.Definitions.Structure;

/// <summary>Finds the files of structure tests, each of which is read once.</summary>
public sealed class StructureFiles
{
    private readonly string root;
    private readonly DefinitionErrors errors;
    private readonly Dictionary<string, StructureFile?> read = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="StructureFiles"/> class.</summary>
    /// <param name="root">The absolute path of the family.</param>
    /// <param name="errors">Takes what is wrong.</param>
    internal StructureFiles(string root, DefinitionErrors errors) => (this.root, this.errors) = (root, errors);

    /// <summary>Reads a loose file.</summary>
    /// <param name="path">Its path, which is also shown to people.</param>
    /// <param name="folder">What a relative path is relative to, absolute.</param>
    /// <returns>The file.</returns>
    /// <exception cref="DefinitionException">Something is wrong; all of it is in the exception.</exception>
    public static StructureFile Load(string path, string folder)
    {
        var errors = new DefinitionErrors();
        var file = Read(Path.GetFullPath(path, folder), path, errors);
        errors.ThrowIfAny();
        return file!;
    }

    /// <summary>Reads the files that an image names.</summary>
    /// <param name="values">The image's values.</param>
    /// <returns>Those that can be used.</returns>
    internal IReadOnlyList<StructureFile> Of(DefinitionValues values)
    {
        var files = new List<StructureFile>();
        foreach (var name in values.Texts("tests") ?? [])
        {
            var file = $"{Path.GetDirectoryName(name.Location.File)!.Replace('\\', '/')}/{name.Value}";
            if (!read.TryGetValue(file, out var known))
            {
                known = Read(name, file);
                read.Add(file, known);
            }

            if (known is not null)
            {
                files.Add(known);
            }
        }

        return files;
    }

    private StructureFile? Read(Located<string> name, string file)
    {
        var path = Path.Combine(root, file);
        if (!File.Exists(path))
        {
            errors.Add(name.Location, $"there is no file {TextProblems.Quote(file)}");
            return null;
        }

        if (!RealPath.IsInside(RealPath.Of(path), RealPath.Of(Path.Combine(root, "images"))))
        {
            errors.Add(
                name.Location,
                $"{TextProblems.Quote(file)} is a symbolic link that leads out of the images' folder; put the file itself here"
            );
            return null;
        }

        return Read(path, file, errors);
    }

    private static StructureFile? Read(string path, string file, DefinitionErrors errors)
    {
        try
        {
            return StructureReader.Read(file, BoundedFile.Read(path), errors);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add(new(file, 1, 1), $"cannot be read: {error.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }
}
