using Images.Definitions;

namespace Images.Rendering.Importing;

/// <summary>Makes images of the family of Dockerfiles that were built another way.</summary>
/// <remarks>
/// Each Dockerfile becomes a template, its values a definition. What they render is compared with the Dockerfile, instruction by
/// instruction, before a file of the family is touched.
/// </remarks>
/// <param name="root">The family's folder, absolute.</param>
/// <param name="origin">Where the targets come from, as people name it.</param>
public sealed class Importer(string root, string origin)
{
    /// <summary>Imports targets.</summary>
    /// <param name="targets">The targets, at least one.</param>
    /// <param name="isDryRun">Whether to say what would be written, and write nothing.</param>
    /// <param name="cancellation">Stops it; nothing stays then.</param>
    /// <returns>What was made.</returns>
    /// <exception cref="ImportException">Something cannot be imported; nothing was written.</exception>
    /// <exception cref="DefinitionException">The family cannot be read with it; nothing was written.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public ImportResult Import(IReadOnlyList<ImportedTarget> targets, bool isDryRun, CancellationToken cancellation)
    {
        using var stage = new ImportStage(root);
        var hasFamily = File.Exists(Path.Combine(root, ImportStage.FamilyFile));
        if (!hasFamily)
        {
            stage.Write(ImportStage.FamilyFile, FamilyText(targets));
            stage.Write("images/family.schema.json", SchemaWriter.Family());
            stage.Write("images/image.schema.json", SchemaWriter.Image());
        }

        var apart = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            var images = ImportGrouping.Of(targets, apart.Keys);
            RequireFree(images);
            if (Compose(stage, images, cancellation) is not { } failed)
            {
                var files = isDryRun ? stage.Files() : stage.Deliver(cancellation);
                return new(
                    files,
                    [.. images.Select(image => new ImportSummary(image.Name, [.. image.Targets.Select(image.VariantOf)]))],
                    Notes(targets, apart)
                );
            }

            apart.Add(failed.Group, failed.Why);
            stage.Clear();
        }
    }

    // The group whose variants are no variants of one image, and why; null when all is well.
    private (string Group, string Why)? Compose(ImportStage stage, IReadOnlyList<ImportedImage> images, CancellationToken cancellation)
    {
        var references = new ImportReferences(images);
        var files = images.ToDictionary(image => image, image => image.Targets.Select(target => new ImportedDockerfile(target)).ToList());
        foreach (var image in images)
        {
            var template = new ImportedTemplate(image, references).Of(files[image]);
            var folder = Path.Combine(stage.Folder, "images", image.Name);
            if (template is null || !files[image].TrueForAll(file => ImportContext.Copy(file, folder, cancellation)))
            {
                return (image.Targets[0].Group, "their Dockerfiles or files differ too much");
            }

            stage.Write($"templates/{image.Name}.Dockerfile.sbn", template);
            stage.Write($"images/{image.Name}/image.yaml", new ImportedDefinition(image, references).Of(files[image], origin));
        }

        try
        {
            var family = FamilyLoader.Load(stage.Folder, cancellation);
            var rendered = Renderer.Render(family, cancellation);
            var check = new ImportCheck(family, references);
            foreach (var image in images)
            {
                if (Check(check, image, files[image], rendered) is { } difference)
                {
                    return image.Targets.Count > 1
                        ? (image.Targets[0].Group, difference)
                        : throw new ImportException(image.Targets[0].Place, $"it cannot be carried over as it is: {difference}");
                }
            }

            RenderedTree.Write(family, rendered, cancellation);
            return null;
        }
        catch (DefinitionException error)
        {
            var name = error.Errors[0].Location.File.Split('/').ElementAtOrDefault(1)?.Split('.')[0];
            var image = images.FirstOrDefault(image => image.Name == name && image.Targets.Count > 1);
            return image is not null
                ? (image.Targets[0].Group, error.Errors[0].Message)
                : throw new ImportException(origin, $"what it says cannot stand in a definition: {error.Errors[0].Message}");
        }
    }

    private static string? Check(
        ImportCheck check,
        ImportedImage image,
        List<ImportedDockerfile> files,
        IReadOnlyList<RenderedImage> rendered
    ) =>
        files
            .Select(file =>
                rendered.FirstOrDefault(one => one.Variant.Id == image.VariantOf(file.Target)) is { } now
                    ? check.Difference(file, now, image.PrintsLabels)
                    : $"there would be no variant {image.VariantOf(file.Target)}"
            )
            .FirstOrDefault(difference => difference is not null);

    private void RequireFree(IReadOnlyList<ImportedImage> images)
    {
        foreach (var image in images)
        {
            foreach (var path in new[] { $"images/{image.Name}", $"templates/{image.Name}.Dockerfile.sbn" })
            {
                if (Path.Exists(Path.Combine(root, path)))
                {
                    throw new ImportException(
                        image.Targets[0].Place,
                        $"{path} is there already; remove it, or import into another folder with --root"
                    );
                }
            }
        }
    }

    private static string FamilyText(IReadOnlyList<ImportedTarget> targets)
    {
        var registries = targets
            .SelectMany(target => target.Tags)
            .Select(tag => ImportNames.Split(tag).Registry)
            .Where(registry => registry.Length > 0)
            .Select(registry =>
                registry.Split('/')[0].AsSpan().IndexOfAny('.', ':') >= 0 || registry.StartsWith("localhost", StringComparison.Ordinal)
                    ? registry
                    : $"docker.io/{registry}"
            )
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var head = "# yaml-language-server: $schema=family.schema.json\n";
        return registries.Count == 0
            ? $"{head}test: []\n"
            : $"{head}registries: [{string.Join(", ", registries.Select(registry => $"\"{registry}\""))}]\n";
    }

    private static List<string> Notes(IReadOnlyList<ImportedTarget> targets, Dictionary<string, string> apart) =>
        [
            .. targets
                .SelectMany(target => target.Left.Select(note => (Note: note, target.Group)))
                .GroupBy(left => left.Note, left => left.Group, StringComparer.Ordinal)
                .Select(group => $"{string.Join(", ", group.Distinct(StringComparer.Ordinal))}: {group.Key}"),
            .. apart.Select(group => $"{group.Key}: its variants became an image each: {group.Value}"),
        ];
}

/// <summary>What an import has made.</summary>
/// <param name="Files">The new files, relative to the family's root, in ordinal order.</param>
/// <param name="Images">The images.</param>
/// <param name="Notes">What was not carried over, one line each.</param>
public sealed record ImportResult(IReadOnlyList<string> Files, IReadOnlyList<ImportSummary> Images, IReadOnlyList<string> Notes);

/// <summary>An imported image.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Variants">The ids of its variants.</param>
public sealed record ImportSummary(string Name, IReadOnlyList<string> Variants);
