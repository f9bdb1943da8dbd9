using System.IO.Enumeration;
using Images.Definitions;

namespace Images.Planning;

/// <summary>Chooses images of a graph by selectors.</summary>
public static class Selection
{
    /// <summary>Applies selectors from left to right.</summary>
    /// <param name="graph">The whole graph.</param>
    /// <param name="selectors">What was typed; none selects everything, and so does a list that starts with an exclusion.</param>
    /// <param name="changed">
    /// The ids that patterns and "everything" are narrowed to; null: to none. What <c>+children</c> and <c>+parents</c> bring along may be
    /// others, an exclusion takes others away too, and nothing being left is then no mistake.
    /// </param>
    /// <returns>The selected images in the graph's order, at least one unless the graph is empty or <paramref name="changed"/> was given.</returns>
    /// <exception cref="SelectorException">A selector is malformed or matches nothing, or nothing is left in the end.</exception>
    public static IReadOnlyList<PlannedImage> Of(BuildGraph graph, IReadOnlyList<string> selectors, IReadOnlySet<string>? changed = null)
    {
        var parsed = selectors.Select(Selector.Parse).ToList();
        var all = graph.Images.Select(image => image.Id).Where(id => changed?.Contains(id) ?? true);
        var selected = new HashSet<string>(StringComparer.Ordinal);
        if (parsed.Count == 0 || parsed[0].Excludes || (changed is not null && parsed[0].Pattern is null))
        {
            selected.UnionWith(all);
        }

        foreach (var selector in parsed)
        {
            Apply(graph, selector, selected, changed);
        }

        return selected.Count > 0 || parsed.Count == 0 || changed is not null
            ? [.. graph.Images.Where(image => selected.Contains(image.Id))]
            : throw new SelectorException($"the selectors {string.Join(' ', selectors)} leave nothing; remove an exclusion");
    }

    private static void Apply(BuildGraph graph, Selector selector, HashSet<string> selected, IReadOnlySet<string>? changed)
    {
        var matches =
            selector.Pattern is { } pattern ? Match(graph, selector, pattern)
            : changed is null ? SoFar(selector, selected)
            : [.. selected];
        if (changed is not null && selector is { Excludes: false, Pattern: not null })
        {
            matches.RemoveAll(id => !changed.Contains(id));
        }

        var reached = new HashSet<string>(matches, StringComparer.Ordinal);
        if (selector.Children)
        {
            reached.UnionWith(graph.WithChildren(matches));
        }

        if (selector.Parents)
        {
            reached.UnionWith(graph.WithParents(matches));
        }

        if (selector.Excludes)
        {
            selected.ExceptWith(reached);
        }
        else
        {
            selected.UnionWith(reached);
        }
    }

    private static List<string> SoFar(Selector selector, HashSet<string> selected) =>
        selected.Count > 0
            ? [.. selected]
            : throw new SelectorException($"'{selector.Text}' has nothing before it that it could add to; write NAME{selector.Text}");

    private static List<string> Match(BuildGraph graph, Selector selector, string pattern)
    {
        var matches = pattern.Contains(':', StringComparison.Ordinal)
            ? Ids(graph, image => Matches(pattern, image.Id))
            : Ids(graph, image => Matches(pattern, image.Rendered.Variant.Image));
        if (matches.Count == 0)
        {
            matches = Ids(graph, image => Tags(image).Any(tag => Matches(pattern, tag)));
        }

        return matches.Count > 0 ? matches : throw new SelectorException(NothingMatches(graph, selector, pattern));
    }

    private static bool Matches(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false);

    private static List<string> Ids(BuildGraph graph, Func<PlannedImage, bool> matches) =>
        [.. graph.Images.Where(matches).Select(image => image.Id)];

    private static IEnumerable<string> Tags(PlannedImage image) =>
        image.Rendered.Variant.Tags.Select(tag => $"{image.Rendered.Variant.Image}:{tag.Name}");

    private static string NothingMatches(BuildGraph graph, Selector selector, string pattern)
    {
        var variants = graph.Images.Select(image => image.Rendered.Variant).ToList();
        var siblings = variants.Where(variant => variant.Image == pattern.Split(':')[0]).Select(variant => variant.Id).ToList();
        var names = variants.Select(variant => variant.Image).Concat(variants.Select(variant => variant.Id));
        var hint = NearNames.Hint(pattern.Trim('*'), siblings.Count > 0 ? siblings : names);
        var rest =
            hint.Length > 0 ? hint
            : siblings.Count > 0 ? $"; there are {string.Join(", ", siblings)}"
            : "; 'list' shows what there is";
        return $"selector '{selector.Text}' matches no image{rest}";
    }
}
