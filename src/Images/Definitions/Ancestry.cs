namespace Images.Definitions;

/// <summary>Walks the variants so that each comes after its parent, and finds cycles.</summary>
/// <param name="errors">Takes the cycles.</param>
internal sealed class Ancestry(DefinitionErrors errors)
{
    /// <summary>Resolves every variant after its parent.</summary>
    /// <param name="drafts">The variants, parents found; a variant on a cycle loses its parent.</param>
    /// <param name="resolve">Resolves one.</param>
    public void Resolve(IEnumerable<VariantDraft> drafts, Action<VariantDraft> resolve)
    {
        foreach (var draft in drafts)
        {
            var path = new List<VariantDraft>();
            var next = draft;
            while (next is { Resolved: null, IsOnPath: false })
            {
                next.IsOnPath = true;
                path.Add(next);
                next = next.Parent;
            }

            if (next is { Resolved: null })
            {
                Report(path[path.IndexOf(next)..]);
                path[^1].Parent = null;
            }

            for (var index = path.Count - 1; index >= 0; index--)
            {
                resolve(path[index]);
            }
        }
    }

    /// <summary>Reports a cycle of images once, however many variants take part, from the first name in ordinal order on.</summary>
    private void Report(List<VariantDraft> cycle)
    {
        var first = 0;
        for (var index = 1; index < cycle.Count; index++)
        {
            if (string.CompareOrdinal(cycle[index].Image.Name, cycle[first].Image.Name) < 0)
            {
                first = index;
            }
        }

        var names = cycle.Skip(first).Concat(cycle.Take(first)).Select(static draft => draft.Image.Name).ToList();
        var start = cycle[first];
        var from = new DefinitionValues(start.Image.File.File, start.Values).Text("from");
        errors.Add(
            from?.Location ?? start.Image.File.Start,
            $"cycle: {string.Join(" -> ", names.Append(names[0]))}; an image cannot be built from itself"
        );
    }
}
