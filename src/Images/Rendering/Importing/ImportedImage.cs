using Images.Definitions;
using Images.Definitions.Syntax;

namespace Images.Rendering.Importing;

/// <summary>An image that is to be made of targets.</summary>
/// <param name="name">Its name.</param>
/// <param name="targets">Its variants, at least one.</param>
internal sealed class ImportedImage(string name, IReadOnlyList<ImportedTarget> targets)
{
    private readonly List<int> axes = AxesOf(targets);
    private CellTexts? texts;

    /// <summary>Gets its name.</summary>
    public string Name => name;

    /// <summary>Gets whether its template ends with the labels, one instruction each.</summary>
    public bool PrintsLabels => targets.Any(target => target.Labels.Count > 0);

    /// <summary>Gets its variants.</summary>
    public IReadOnlyList<ImportedTarget> Targets => targets;

    /// <summary>Gets the axes with their values, in the order of their appearance; empty where there is one variant.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Axes =>
        [
            .. axes.Select(axis =>
                (
                    ImportNames.Axis(targets[0].Cell[axis].Key),
                    (IReadOnlyList<string>)[.. targets.Select(target => target.Cell[axis].Value).Distinct(StringComparer.Ordinal)]
                )
            ),
        ];

    /// <summary>Gets the texts that differ from variant to variant.</summary>
    public CellTexts Texts =>
        texts ??= new([
            .. targets.Select(target =>
                axes.ToDictionary(axis => ImportNames.Axis(target.Cell[axis].Key), axis => target.Cell[axis].Value, StringComparer.Ordinal)
            ),
        ]);

    /// <summary>Gets the values of a variant's axes.</summary>
    /// <param name="target">One of the targets.</param>
    /// <returns>The values, in the order of the axes.</returns>
    public IReadOnlyList<string> CellOf(ImportedTarget target) => [.. axes.Select(axis => target.Cell[axis].Value)];

    /// <summary>Gets the id of a variant.</summary>
    /// <param name="target">One of the targets.</param>
    /// <returns>Such as <c>r-ver:4.6.1</c>.</returns>
    public string VariantOf(ImportedTarget target) => axes.Count == 0 ? name : $"{name}:{string.Join('-', CellOf(target))}";

    // What the other axes tell already, and what cannot be part of a tag, is none: texts that need it find it again.
    private static List<int> AxesOf(IReadOnlyList<ImportedTarget> targets)
    {
        var axes = Enumerable
            .Range(0, targets.Count == 1 ? 0 : targets[0].Cell.Count)
            .Where(axis => targets.All(target => TextProblems.Of(TextRules.AxisValue, target.Cell[axis].Value) is null))
            .ToList();
        foreach (var axis in axes.OrderBy(IsNamed).ThenByDescending(axis => axis).ToList())
        {
            var others = axes.Where(other => other != axis).ToList();
            var cells = targets.Select(target => string.Join('\n', others.Select(other => target.Cell[other].Value)));
            if (cells.Distinct(StringComparer.Ordinal).Count() == targets.Count)
            {
                axes = others;
            }
        }

        // As they stand in tags.
        return [.. axes.OrderBy(Place)];

        int Place(int axis)
        {
            var text = targets[0].Tags.Append(targets[0].Name).First();
            return text.IndexOf(targets[0].Cell[axis].Value, text.LastIndexOf(':') + 1, StringComparison.Ordinal) is >= 0 and var place
                ? place
                : int.MaxValue;
        }

        bool IsNamed(int axis) =>
            targets.All(target =>
                target.Tags.Append(target.Name).Any(text => text.Contains(target.Cell[axis].Value, StringComparison.Ordinal))
            );
    }
}
