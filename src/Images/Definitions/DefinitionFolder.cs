using Images.Definitions.Syntax;

namespace Images.Definitions;

/// <summary>The folder of a family: which images and templates there are.</summary>
internal sealed class DefinitionFolder
{
    /// <summary>The family's file as shown to people.</summary>
    public const string FamilyPath = "images/family.yaml";

    private const string TemplateEnding = ".Dockerfile.sbn";

    private readonly string realRoot;

    private DefinitionFolder(string root)
    {
        Root = root;
        realRoot = RealPath.Of(root);
    }

    /// <summary>Gets the absolute path of the family.</summary>
    public string Root { get; }

    /// <summary>Gets whether there is a folder of images at all.</summary>
    public bool Exists { get; private set; }

    /// <summary>Gets the path of <c>images/family.yaml</c>, or null when there is none.</summary>
    public string? FamilyFile { get; private set; }

    /// <summary>Gets the names of the images in ordinal order.</summary>
    public IReadOnlyList<string> ImageNames { get; private set; } = [];

    /// <summary>Gets the names of the templates.</summary>
    public IReadOnlySet<string> Templates { get; private set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Looks into a folder.</summary>
    /// <param name="root">Its absolute path.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>What there is.</returns>
    public static DefinitionFolder Open(string root, DefinitionErrors errors)
    {
        var folder = new DefinitionFolder(root);
        var images = Path.Combine(root, "images");
        if (!Directory.Exists(images))
        {
            errors.Add(new("images", 1, 1), $"there is no folder 'images' in {root}");
            return folder;
        }

        folder.Exists = true;
        try
        {
            folder.Find(images, errors);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add(new("images", 1, 1), $"cannot be listed: {exception.Message}");
        }

        return folder;
    }

    /// <summary>Reads a definition file.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="file">The path as shown to people.</param>
    /// <param name="shape">The keys that it may have.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>The file; empty when it cannot be read.</returns>
    public DefinitionFile Read(string path, string file, RecordShape shape, DefinitionErrors errors)
    {
        try
        {
            if (!RealPath.IsInside(RealPath.Of(path), realRoot))
            {
                errors.Add(new(file, 1, 1), "is a symbolic link that leads out of the family's folder; put the file itself here");
                return DefinitionFile.Unread(file);
            }

            return DefinitionFile.Parse(file, BoundedFile.Read(path), shape, errors);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add(new(file, 1, 1), $"cannot be read: {exception.Message.ReplaceLineEndings(" ")}");
            return DefinitionFile.Unread(file);
        }
    }

    private void Find(string images, DefinitionErrors errors)
    {
        var family = Path.Combine(images, "family.yaml");
        FamilyFile = Path.Exists(family) ? family : null;
        var names = new List<string>();
        foreach (var directory in Directory.EnumerateDirectories(images))
        {
            var name = Path.GetFileName(directory);
            if (name.StartsWith('.'))
            {
                continue;
            }

            if (!Path.Exists(Path.Combine(directory, "image.yaml")))
            {
                CheckNoImage(directory, name, errors);
            }
            else if (!ImageReference.IsPathComponent(name))
            {
                errors.Add(
                    new($"images/{name}/image.yaml", 1, 1),
                    $"the folder '{TextProblems.Quote(name)}' cannot name an image; use lower-case letters and digits, with '.', '_' or '-' between them"
                );
            }
            else
            {
                names.Add(name);
            }
        }

        if (FamilyFile is null && Path.Exists(Path.Combine(images, "family.yml")))
        {
            errors.Add(new("images/family.yml", 1, 1), "is not read; name it family.yaml");
        }

        if (names.Count == 0)
        {
            errors.Add(new("images", 1, 1), "there are no images; make one as images/NAME/image.yaml");
        }

        names.Sort(StringComparer.Ordinal);
        ImageNames = names;
        Templates = FindTemplates();
    }

    /// <summary>A folder without a definition is a mistake, unless nothing but rendered folders of a removed image is left in it.</summary>
    private static void CheckNoImage(string directory, string name, DefinitionErrors errors)
    {
        var files = Directory.EnumerateFiles(directory).Select(static file => Path.GetFileName(file)).ToList();
        if (files.Count == 0)
        {
            return;
        }

        var near = files
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(static file => NearNames.Of(file, ["image.yaml", "image.yml"]).Count > 0);
        errors.Add(
            new($"images/{name}/{near ?? "image.yaml"}", 1, 1),
            near is null ? "is missing; each folder in 'images' is an image" : "is not read; name it image.yaml"
        );
    }

    private HashSet<string> FindTemplates()
    {
        var folder = Path.Combine(Root, "templates");
        return Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder)
                .Select(static file => Path.GetFileName(file))
                .Where(static file => file.EndsWith(TemplateEnding, StringComparison.Ordinal))
                .Select(static file => file[..^TemplateEnding.Length])
                .ToHashSet(StringComparer.Ordinal)
            : [];
    }
}
