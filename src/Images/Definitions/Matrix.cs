using Images.Definitions.Syntax;
using Images.Definitions.Yaml;

namespace Images.Definitions;

/// <summary>Expands <c>matrix:</c> with the rules of GitHub Actions: all combinations, less <c>exclude</c>, plus <c>include</c>.</summary>
/// <remarks>
/// Two things are stricter, since every combination needs an id of its own: a combination that <c>include</c> adds gives every axis a
/// value, and what <c>exclude</c> names must be there.
/// </remarks>
internal sealed class Matrix
{
    /// <summary>How many variants an image may have.</summary>
    public const int MostVariants = 1_000;

    private readonly string file;
    private readonly DefinitionErrors errors;
    private readonly List<(string Name, IReadOnlyList<string> Values)> axes = [];
    private readonly List<Dictionary<string, string>> cells = [];
    private readonly YamlMapping mapping;
    private readonly Lazy<MatrixPlaces> places;

    private Matrix(string file, YamlMapping mapping, DefinitionErrors errors)
    {
        this.file = file;
        this.mapping = mapping;
        this.errors = errors;
        places = new(() => MatrixPlaces.Of(file, mapping));
    }

    /// <summary>Expands an image's matrix.</summary>
    /// <param name="definition">The image's file.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>The combinations in the order of the matrix; one without axes when there is no matrix; none after an error.</returns>
    public static IReadOnlyList<MatrixCell> Expand(DefinitionFile definition, DefinitionErrors errors)
    {
        if (definition.Root.Find("matrix") is not YamlMapping mapping)
        {
            return [new MatrixCell(OrderedAxes([]), 0)];
        }

        return new Matrix(definition.File, mapping, errors).Expand();
    }

    private IReadOnlyList<MatrixCell> Expand()
    {
        ReadAxes();
        if (axes.Count == 0)
        {
            errors.Add(file, mapping, "the matrix has no axes; give it one, or leave 'matrix' out");
            return [];
        }

        if (axes.Exists(axis => axis.Values.Count == 0 && mapping.Find(axis.Name) is not null))
        {
            // All values of an axis were wrong, which has been said.
            return [];
        }

        var size = axes.Aggregate(1L, static (product, axis) => Math.Min(int.MaxValue, product * axis.Values.Count));
        if (size > MostVariants)
        {
            return TooMany();
        }

        AddCombinations();
        Exclude();
        Include();
        if (cells.Count == 0)
        {
            errors.Add(file, mapping, "the matrix has no combinations left");
        }

        return cells.Count > MostVariants ? TooMany() : [.. cells.Select(ToCell)];
    }

    private IReadOnlyList<MatrixCell> TooMany()
    {
        errors.Add(file, mapping, $"the matrix makes more than {MostVariants} variants; make several images of it");
        return [];
    }

    private void ReadAxes()
    {
        foreach (var (key, value) in mapping.Entries)
        {
            if (key.Text is not ("include" or "exclude"))
            {
                axes.Add((key.Text, [.. ((YamlList)value).Items.OfType<YamlText>().Select(static item => item.Text)]));
            }
        }

        if (axes.Count > 0)
        {
            return;
        }

        // With nothing but `include`, its keys are the axes, and each entry is a combination.
        foreach (var key in Combinations("include").SelectMany(static entry => entry.Entries).Select(static entry => entry.Key))
        {
            if (!axes.Exists(axis => string.Equals(axis.Name, key.Text, StringComparison.Ordinal)))
            {
                axes.Add((key.Text, []));
            }
        }
    }

    private void AddCombinations()
    {
        if (axes.Exists(static axis => axis.Values.Count == 0))
        {
            return;
        }

        cells.Add(new(StringComparer.Ordinal));
        foreach (var (name, values) in axes)
        {
            var wider = cells
                .SelectMany(cell => values.Select(value => new Dictionary<string, string>(cell, StringComparer.Ordinal) { [name] = value }))
                .ToList();
            cells.Clear();
            cells.AddRange(wider);
        }
    }

    private void Exclude()
    {
        foreach (var entry in Combinations("exclude"))
        {
            var unknown = entry.Entries.FirstOrDefault(pair => !IsAxis(pair.Key.Text));
            if (unknown is not null)
            {
                var near = NearNames.Hint(unknown.Key.Text, axes.Select(static axis => axis.Name));
                errors.Add(file, unknown.Key, $"the matrix has no axis '{TextProblems.Quote(unknown.Key.Text)}'{near}");
            }
            else if (cells.RemoveAll(cell => entry.Entries.All(pair => HasValue(cell, pair))) == 0)
            {
                errors.Add(file, entry, "this excludes nothing: no combination of the matrix has these values");
            }
        }
    }

    private void Include()
    {
        var original = cells.Count;
        foreach (var entry in Combinations("include"))
        {
            if (!IsUsable(entry))
            {
                continue;
            }

            var matched = cells.Take(original).Where(cell => entry.Entries.All(pair => !IsAxis(pair.Key.Text) || HasValue(cell, pair)));
            var any = false;
            foreach (var cell in matched)
            {
                any = true;
                foreach (var pair in entry.Entries)
                {
                    cell[pair.Key.Text] = ((YamlText)pair.Value).Text;
                }
            }

            if (!any)
            {
                AddIncluded(entry);
            }
        }
    }

    private void AddIncluded(YamlMapping entry)
    {
        var missing = axes.Where(axis => entry.Find(axis.Name) is null).Select(static axis => $"'{axis.Name}'").ToList();
        if (missing.Count > 0)
        {
            var values = $"{string.Join(" and ", missing)} no value";
            errors.Add(file, entry, $"this matches no combination of the matrix, and as a new one it gives {values}");
            return;
        }

        if (cells.Count <= MostVariants)
        {
            cells.Add(entry.Entries.ToDictionary(pair => pair.Key.Text, pair => ((YamlText)pair.Value).Text, StringComparer.Ordinal));
        }
    }

    private bool IsUsable(YamlMapping entry)
    {
        var usable = true;
        foreach (var (key, value) in entry.Entries)
        {
            var problem = IsAxis(key.Text) ? TextProblems.Of(TextRules.AxisValue, ((YamlText)value).Text) : null;
            if (AxisNames.Problem(key.Text) is { } name)
            {
                errors.Add(file, key, name);
                usable = false;
            }
            else if (problem is not null)
            {
                errors.Add(file, value, problem);
                usable = false;
            }
        }

        return usable;
    }

    private MatrixCell ToCell(Dictionary<string, string> values)
    {
        var names = axes.Select(static axis => axis.Name);
        var extras = values.Keys.Where(name => !IsAxis(name));
        return new(OrderedAxes(names.Concat(extras).Select(name => KeyValuePair.Create(name, values[name]))), axes.Count)
        {
            Places = places.Value.Of(values),
        };
    }

    private bool IsAxis(string name) => axes.Exists(axis => string.Equals(axis.Name, name, StringComparison.Ordinal));

    private IEnumerable<YamlMapping> Combinations(string key) => mapping.Find(key) is YamlList list ? list.Items.OfType<YamlMapping>() : [];

    private static bool HasValue(Dictionary<string, string> cell, YamlEntry pair) =>
        cell.TryGetValue(pair.Key.Text, out var value) && string.Equals(value, ((YamlText)pair.Value).Text, StringComparison.Ordinal);

    private static OrderedDictionary<string, string> OrderedAxes(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs, StringComparer.Ordinal);
}
