using Images.Definitions.Syntax;
using Images.Definitions.Yaml;

namespace Images.Definitions;

/// <summary>Gives each tag of an image to one of the variants that claim it.</summary>
/// <remarks>
/// A variant that a tag names in full has it before all others; of the others the newest wins. Two variants that one tag names in full are
/// an error: a version must always mean the same variant.
/// </remarks>
internal static class TagResolver
{
    /// <summary>Gives the tags of one image.</summary>
    /// <param name="drafts">All variants of the image.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void Resolve(IReadOnlyList<VariantDraft> drafts, DefinitionErrors errors)
    {
        var claims = new OrderedDictionary<string, Claim>(StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            if (draft.Image.File.Root.Find("tags") is not YamlList list)
            {
                continue;
            }

            var interpolator = new NodeInterpolator(draft.Image.File.File, draft.Interpolator, errors);
            foreach (var (index, written) in list.Items.OfType<YamlText>().Index())
            {
                if (interpolator.Apply(written, TextRules.Tag) is { } tag)
                {
                    Add(claims, NewClaim(draft, index, written, tag), errors);
                }
            }
        }

        foreach (var claim in claims.Values.OrderBy(static claim => claim.Index))
        {
            claim.Draft.Tags.Add(claim.Tag);
        }
    }

    private static Claim NewClaim(VariantDraft draft, int index, YamlText written, YamlText tag)
    {
        var axes = draft.Cell.AxisNames.ToList();
        var kind = TagClasses.Of(written.Text, tag.Text, axes);
        var made = new Tag(tag.Text, kind, written.At(draft.Image.File.File)) { Written = written.Text };
        return new(draft, index, made, TagClasses.NamesInFull(written.Text, axes));
    }

    private static void Add(OrderedDictionary<string, Claim> claims, Claim claim, DefinitionErrors errors)
    {
        var name = claim.Tag.Name;
        if (!claims.TryGetValue(name, out var holder))
        {
            claims.Add(name, claim);
        }
        else if (ReferenceEquals(holder.Draft, claim.Draft))
        {
            claims[name] = claim.InFull && !holder.InFull ? claim : holder;
        }
        else if (claim.InFull && holder.InFull)
        {
            errors.Add(claim.Tag.Location, $"the variants {holder.Draft.Id} and {claim.Draft.Id} both claim the version tag '{name}'");
        }
        else if (claim.InFull || (!holder.InFull && claim.Draft.Cell.CompareTo(holder.Draft.Cell) > 0))
        {
            claims[name] = claim;
        }
    }

    private sealed record Claim(VariantDraft Draft, int Index, Tag Tag, bool InFull);
}
