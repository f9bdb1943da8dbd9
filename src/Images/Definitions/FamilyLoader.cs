using Images.Definitions.Syntax;

namespace Images.Definitions;

/// <summary>Loads a family of images from its files.</summary>
public static class FamilyLoader
{
    /// <summary>Loads <c>images/family.yaml</c> and every <c>images/NAME/image.yaml</c>.</summary>
    /// <param name="root">The folder that holds <c>images/</c> and <c>templates/</c>; relative paths count from the working directory.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The family with every variant resolved.</returns>
    /// <exception cref="DefinitionException">Something is wrong; all of it is in the exception.</exception>
    public static Family Load(string root, CancellationToken cancellation)
    {
        var errors = new DefinitionErrors();
        var folder = DefinitionFolder.Open(Path.GetFullPath(root), errors);
        if (!folder.Exists)
        {
            errors.ThrowIfAny();
        }

        var family = folder.FamilyFile is null
            ? DefinitionFile.Empty(DefinitionFolder.FamilyPath)
            : folder.Read(folder.FamilyFile, DefinitionFolder.FamilyPath, DefinitionKeys.Family, errors);
        var images = ReadImages(folder, errors, cancellation);
        var result = new FamilyBuilder(folder.Root, family, images, folder.Templates, errors).Build(cancellation);
        errors.ThrowIfAny();
        return result;
    }

    /// <summary>Reads the images' files side by side; what is wrong is collected in their order.</summary>
    private static ImageSource[] ReadImages(DefinitionFolder folder, DefinitionErrors errors, CancellationToken cancellation)
    {
        var images = new ImageSource[folder.ImageNames.Count];
        var found = new DefinitionErrors[images.Length];
        Parallel.For(
            0,
            images.Length,
            new ParallelOptions { CancellationToken = cancellation },
            index =>
            {
                found[index] = new DefinitionErrors();
                var name = folder.ImageNames[index];
                var directory = Path.Combine(folder.Root, "images", name);
                var file = folder.Read(
                    Path.Combine(directory, "image.yaml"),
                    $"images/{name}/image.yaml",
                    DefinitionKeys.Image,
                    found[index]
                );
                images[index] = new(name, directory, file);
            }
        );
        foreach (var other in found)
        {
            errors.AddAll(other);
        }

        return images;
    }
}
