using Images.Definitions.Syntax;

namespace Images.Definitions;

/// <summary>Finds the variant of ours that <c>from:</c> means.</summary>
/// <param name="variants">The variants of each image, by the image's name.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class ParentResolver(IReadOnlyDictionary<string, IReadOnlyList<VariantDraft>> variants, DefinitionErrors errors)
{
    private readonly Dictionary<string, Dictionary<string, VariantDraft>> byName = new(StringComparer.Ordinal);

    /// <summary>Finds a variant's parent.</summary>
    /// <param name="draft">The variant.</param>
    /// <returns>The parent; null when the base is external, or after an error.</returns>
    public VariantDraft? Find(VariantDraft draft)
    {
        if (Text(draft) is not { } from || ImageReference.TryParse(from.Value) is not { } reference)
        {
            return null;
        }

        if (!variants.TryGetValue(reference.Repository, out var candidates))
        {
            CheckExternal(from, reference);
            return null;
        }

        if (reference.Digest is not null)
        {
            errors.Add(from.Location, $"'{reference.Repository}' is an image of this family; leave the digest out");
            return null;
        }

        return reference.Tag is null ? Agreeing(draft, from, candidates) : Named(reference.Tag, from, candidates);
    }

    private static Located<string>? Text(VariantDraft draft) => new DefinitionValues(draft.Image.File.File, draft.Values).Text("from");

    private void CheckExternal(Located<string> from, ImageReference reference)
    {
        if (reference.Tag is not null || reference.Digest is not null || reference.Repository == "scratch")
        {
            return;
        }

        var hint = NearNames.Hint(reference.Repository, variants.Keys);
        errors.Add(
            from.Location,
            hint.Length == 0
                ? $"there is no image '{from.Value}' in this family; an external base needs a tag or digest, such as {from.Value}:1.0"
                : $"there is no image '{from.Value}' in this family{hint}"
        );
    }

    /// <summary>Finds the variant that has the same value for each axis that both have.</summary>
    private VariantDraft? Agreeing(VariantDraft draft, Located<string> from, IReadOnlyList<VariantDraft> candidates)
    {
        var agreeing = candidates.Where(candidate => Agree(draft.Cell, candidate.Cell)).ToList();
        if (agreeing.Count == 1 || candidates.Count == 0)
        {
            return agreeing.FirstOrDefault();
        }

        var message =
            agreeing.Count == 0
                ? $"no variant of '{from.Value}' agrees with {draft.Id}: there are {Ids(candidates)}"
                : $"'{from.Value}' leaves {draft.Id} a choice of {Ids(agreeing)}; name one of them";
        errors.Add(from.Location, message);
        return null;
    }

    private static bool Agree(MatrixCell cell, MatrixCell parent) =>
        parent.AxisNames.All(axis =>
            !cell.Axes.TryGetValue(axis, out var value) || string.Equals(value, parent.Axes[axis], StringComparison.Ordinal)
        );

    private static string Ids(IReadOnlyList<VariantDraft> drafts) =>
        drafts.Count > 6
            ? $"{string.Join(", ", drafts.Take(5).Select(static draft => draft.Id))} and {drafts.Count - 5} more"
            : string.Join(", ", drafts.Select(static draft => draft.Id));

    private VariantDraft? Named(string name, Located<string> from, IReadOnlyList<VariantDraft> candidates)
    {
        if (candidates.Count == 0)
        {
            return null;
        }

        var image = candidates[0].Image.Name;
        if (!byName.TryGetValue(image, out var names))
        {
            names = Names(candidates);
            byName.Add(image, names);
        }

        if (names.TryGetValue(name, out var parent))
        {
            return parent;
        }

        var hint = NearNames.Hint(name, names.Keys);
        var remedy = hint.Length > 0 ? hint : $"; write docker.io/library/{from.Value} for an external image of the same name";
        errors.Add(from.Location, $"the image '{image}' has no variant or tag '{name}'{remedy}");
        return null;
    }

    private static Dictionary<string, VariantDraft> Names(IReadOnlyList<VariantDraft> candidates)
    {
        var names = candidates.ToDictionary(static draft => draft.Cell.FolderName, StringComparer.Ordinal);
        foreach (var draft in candidates)
        {
            foreach (var tag in draft.Tags)
            {
                names.TryAdd(tag.Name, draft);
            }
        }

        return names;
    }
}
