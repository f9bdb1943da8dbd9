using Images.Definitions.Structure;
using Images.Definitions.Syntax;
using Images.Definitions.Yaml;

namespace Images.Definitions;

/// <summary>Makes a family of its files: expands, replaces, connects, inherits.</summary>
/// <param name="root">The absolute path of the family.</param>
/// <param name="family">The family's file.</param>
/// <param name="images">The images in ordinal order of their names.</param>
/// <param name="templates">The names of all templates.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class FamilyBuilder(
    string root,
    DefinitionFile family,
    IReadOnlyList<ImageSource> images,
    IReadOnlySet<string> templates,
    DefinitionErrors errors
)
{
    private readonly ParsedTexts texts = new();
    private readonly SecretReader secrets = new(root, errors);
    private readonly TestReader tests = new(root, errors);
    private readonly StructureFiles structure = new(root, errors);
    private readonly bool familyHasSecrets = (family.Root.Find("secrets") ?? family.Root.Find("ssh")) is not null;

    /// <summary>Makes the family.</summary>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The family; of use only when no error was found.</returns>
    public Family Build(CancellationToken cancellation)
    {
        var drafts = new OrderedDictionary<string, IReadOnlyList<VariantDraft>>(StringComparer.Ordinal);
        foreach (var image in images)
        {
            cancellation.ThrowIfCancellationRequested();
            drafts.Add(image.Name, Draft(image));
        }

        var parents = new ParentResolver(drafts, errors);
        foreach (var draft in drafts.Values.SelectMany(static variants => variants))
        {
            draft.Parent = parents.Find(draft);
        }

        new Ancestry(errors).Resolve(drafts.Values.SelectMany(static variants => variants), Inherit);

        var values = new DefinitionValues(family.File, family.Root);
        return new()
        {
            Root = root,
            Registries = values.Texts("registries")?.Select(static registry => registry.Value).ToList() ?? [],
            Source = values.Text("source")?.Value,
            Bases = Bases(values),
            Images = [.. images.Select(image => ToImage(image, drafts[image.Name]))],
        };
    }

    private List<VariantDraft> Draft(ImageSource image)
    {
        if (!image.File.IsRead)
        {
            return [];
        }

        var byId = new Dictionary<string, VariantDraft>(StringComparer.Ordinal);
        var drafts = new List<VariantDraft>();
        foreach (var cell in Matrix.Expand(image.File, errors))
        {
            var interpolator = new Interpolator(cell.Axes, texts);
            var values = new NodeInterpolator(image.File.File, interpolator, errors).Apply(image.File.Root, DefinitionKeys.Image);
            var draft = new VariantDraft(image, cell, interpolator, (YamlMapping)values!);
            if (byId.TryAdd(draft.Id, draft))
            {
                drafts.Add(draft);
            }
            else
            {
                var matrix = image.File.Root.Find("matrix") ?? image.File.Root;
                errors.Add(image.File.File, matrix, $"two combinations of the matrix have the id {draft.Id}; rename a value");
            }

            CheckFolderName(image, cell);
        }

        TagResolver.Resolve(drafts, errors);
        CheckEndOfLifeKeys(image, drafts);
        return drafts;
    }

    private void CheckFolderName(ImageSource image, MatrixCell cell)
    {
        if (!ImageReference.IsTag(cell.FolderName))
        {
            var matrix = image.File.Root.Find("matrix") ?? image.File.Root;
            errors.Add(
                image.File.File,
                matrix,
                $"the values of a combination joined by '-' are longer than a tag may be: {TextProblems.Quote(cell.FolderName)}"
            );
        }
    }

    private void CheckEndOfLifeKeys(ImageSource image, List<VariantDraft> drafts)
    {
        if (image.File.Root.Find("eol") is not YamlMapping eol || drafts.Count == 0)
        {
            return;
        }

        var known = drafts
            .SelectMany(static draft => draft.Cell.Axes.Values.Append(draft.Cell.FolderName))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var key in eol.Entries.Select(static entry => entry.Key).Where(key => !known.Contains(key.Text)))
        {
            var near = NearNames.Hint(key.Text, known);
            errors.Add(
                image.File.File,
                key,
                $"'{TextProblems.Quote(key.Text)}' is no variant of {image.Name} and no value of its axes{near}"
            );
        }
    }

    private void Inherit(VariantDraft draft)
    {
        var own = new DefinitionValues(draft.Image.File.File, draft.Values);
        var inherited = draft.Parent?.Resolved ?? InheritedValues.Default.With(FamilyFor(draft), tests);
        draft.Resolved = inherited.With(own, tests);
        CheckPush(draft, inherited, own);
        DefinitionValues[] levels = familyHasSecrets ? [FamilyFor(draft), own] : [own];
        draft.Secrets = secrets.Secrets(levels);
        draft.Ssh = secrets.Agents(levels);
        draft.StructureFiles = structure.Of(own);
    }

    private void CheckPush(VariantDraft draft, InheritedValues inherited, DefinitionValues own)
    {
        if (own.Texts("push") is not { Count: > 0 } registries)
        {
            return;
        }

        if (inherited.Push is { Count: 0 })
        {
            errors.Add(
                registries[0].Location,
                $"its parent {draft.Parent!.Id} is never published, and this image is made of its layers; leave 'push' out"
            );
        }

        var known = new DefinitionValues(family.File, family.Root).Texts("registries")?.Select(static known => known.Value).ToList() ?? [];
        foreach (var registry in registries.Where(registry => !known.Contains(registry.Value, StringComparer.Ordinal)))
        {
            var near = NearNames.Hint(registry.Value, known);
            errors.Add(registry.Location, $"'{TextProblems.Quote(registry.Value)}' is none of the family's registries{near}");
        }
    }

    private DefinitionValues FamilyFor(VariantDraft draft) =>
        new(
            family.File,
            (YamlMapping)new NodeInterpolator(family.File, draft.Interpolator, errors).Apply(family.Root, DefinitionKeys.Family)!
        );

    private ImageDefinition ToImage(ImageSource image, IReadOnlyList<VariantDraft> drafts) =>
        new()
        {
            Name = image.Name,
            Directory = image.Directory,
            Location = image.File.Start,
            Variants =
            [
                .. drafts.Where(static draft => draft.Resolved is not null).Select(draft => VariantMapper.Map(draft, templates, errors)),
            ],
        };

    private static OrderedDictionary<string, BootstrapRecipe> Bases(DefinitionValues family)
    {
        var bases = new OrderedDictionary<string, BootstrapRecipe>(StringComparer.Ordinal);
        foreach (var (reference, recipe) in family.Section("bases")?.Sections ?? [])
        {
            if (recipe.Text("bootstrap") is { } distribution && recipe.Text("suite") is { } suite)
            {
                bases.Add(reference.Value, new(distribution.Value, suite.Value, recipe.Text("mirror")?.Value));
            }
        }

        return bases;
    }
}
