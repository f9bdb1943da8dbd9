using Images.Definitions;
using Images.Rendering.Importing.Hcl;

namespace Images.Rendering.Importing.Bake;

/// <summary>Resolves targets: the cells of their matrices, and what they inherit.</summary>
internal sealed class BakeTargets
{
    private const int MostCells = 1000;

    private readonly Dictionary<string, Draft> drafts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, object?>> resolved = new(StringComparer.Ordinal);
    private readonly List<string> open = [];

    private BakeTargets(IEnumerable<HclBlock> blocks, HclScope scope)
    {
        foreach (var draft in blocks.SelectMany(block => Drafts(block, scope)))
        {
            if (!drafts.TryAdd(draft.Name, draft))
            {
                throw new ImportException(
                    draft.Block.Location,
                    $"the target '{draft.Name}' is there twice; 'name' has to differ in each cell"
                );
            }
        }
    }

    private sealed record Draft(string Name, HclBlock Block, IReadOnlyList<KeyValuePair<string, string>> Cell, HclScope Scope);

    /// <summary>Resolves them.</summary>
    /// <param name="blocks">The targets' blocks, each with one label.</param>
    /// <param name="scope">The outermost names.</param>
    /// <returns>The targets in their order, without those that are only inherited from.</returns>
    /// <exception cref="ImportException">Something cannot be evaluated.</exception>
    public static IReadOnlyList<BakeTarget> Of(IReadOnlyList<HclBlock> blocks, HclScope scope)
    {
        var targets = new BakeTargets(blocks, scope);
        var inherited = targets.drafts.Values.SelectMany(draft => Parents(draft)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from draft in targets.drafts.Values
            let values = targets.Resolve(draft.Name, draft.Block.Location)
            where !inherited.Contains(draft.Name) || values.ContainsKey("tags")
            where draft.Name[0] != '_'
            select new BakeTarget(draft.Name, draft.Block.Labels[0], draft.Cell, values, draft.Block.Location),
        ];
    }

    private static List<Draft> Drafts(HclBlock block, HclScope scope)
    {
        var label = block.Labels[0];
        if (block.Body.Attribute("matrix") is not { } matrix)
        {
            return [new(label, block, [], scope)];
        }

        var axes = Entries(matrix, scope);
        var cells = axes.Aggregate(
            (IEnumerable<List<(string Name, object? Value)>>)
                [
                    [],
                ],
            (rows, axis) =>
                rows.SelectMany(row => Items(axis.Value, matrix).Select(value => (List<(string, object?)>)[.. row, (axis.Key, value)]))
        );
        var name =
            block.Body.Attribute("name") ?? throw new ImportException(matrix.Location, "a target with a matrix needs a 'name'; add it");
        var wanted = cells.Take(MostCells + 1).ToList();
        if (wanted.Count > MostCells)
        {
            throw new ImportException(matrix.Location, $"more than {MostCells} combinations; split the matrix");
        }

        return
        [
            .. wanted.Select(cell =>
            {
                var inner = scope.With(cell);
                var text = Text(name, inner);
                return text.Length > 0
                    ? new Draft(text, block, [.. cell.SelectMany(Flat)], inner)
                    : throw new ImportException(matrix.Location, "'name' is empty for a combination; give each a name");
            }),
        ];
    }

    // An axis whose values are objects stands for as many axes as they have keys.
    private static IEnumerable<KeyValuePair<string, string>> Flat((string Name, object? Value) axis) =>
        axis.Value is IReadOnlyDictionary<string, object?> parts
            ? parts
                .Where(part => part.Value is string or decimal or bool)
                .Select(part => KeyValuePair.Create(part.Key, HclValue.Text(part.Value)))
            : [KeyValuePair.Create(axis.Name, HclValue.Text(axis.Value))];

    private static IReadOnlyDictionary<string, object?> Entries(HclAttribute attribute, HclScope scope) =>
        attribute.Value(scope) as IReadOnlyDictionary<string, object?>
        ?? throw new ImportException(attribute.Location, $"'{attribute.Name}' has to be an object");

    private static IReadOnlyList<object?> Items(object? value, HclAttribute attribute) =>
        value as IReadOnlyList<object?> ?? throw new ImportException(attribute.Location, "each axis of a matrix has to be a list");

    private static string Text(HclAttribute attribute, HclScope scope) =>
        attribute.Value(scope) as string ?? throw new ImportException(attribute.Location, $"'{attribute.Name}' has to be a text");

    private static IReadOnlyList<string> Parents(Draft draft)
    {
        try
        {
            return draft.Block.Body.Attribute("inherits") is { } inherits
                ? [.. HclValue.List(inherits.Value(draft.Scope)).Select(HclValue.Text)]
                : [];
        }
        catch (FormatException error)
        {
            throw new ImportException(draft.Block.Location, $"inherits: {error.Message}");
        }
    }

    private IReadOnlyDictionary<string, object?> Resolve(string name, SourceLocation asked)
    {
        if (resolved.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!drafts.TryGetValue(name, out var draft))
        {
            throw new ImportException(asked, $"there is no target '{name}'{NearNames.Hint(name, drafts.Keys)}");
        }

        if (open.Contains(name))
        {
            throw new ImportException(asked, $"the target '{name}' inherits from itself; take that out");
        }

        open.Add(name);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var parent in Parents(draft))
        {
            Merge(values, Resolve(parent, draft.Block.Location));
        }

        Merge(
            values,
            draft
                .Block.Body.Attributes.Where(attribute => attribute.Name is not ("matrix" or "name" or "inherits"))
                .Select(attribute => KeyValuePair.Create(attribute.Name, attribute.Value(draft.Scope)))
        );
        open.Remove(name);
        resolved[name] = values;
        return values;
    }

    // Maps are joined key by key, everything else is replaced.
    private static void Merge(Dictionary<string, object?> values, IEnumerable<KeyValuePair<string, object?>> more)
    {
        foreach (var (key, value) in more.Where(entry => entry.Value is not null))
        {
            values[key] =
                value is IReadOnlyDictionary<string, object?> mapping
                && values.GetValueOrDefault(key) is IReadOnlyDictionary<string, object?> before
                    ? HclValue.Object(before.Concat(mapping))
                    : value;
        }
    }
}
