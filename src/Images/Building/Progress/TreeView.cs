using System.Globalization;

namespace Images.Building;

/// <summary>Draws the running images and their steps for a terminal of a given size.</summary>
public static class TreeView
{
    private const int TimeWidth = 8;
    private const int Widest = 120;

    /// <summary>Draws.</summary>
    /// <param name="state">What is going on.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Rows that may be used.</param>
    /// <returns>Lines, none wider than the terminal and never more than <paramref name="height"/>.</returns>
    public static IReadOnlyList<string> Draw(ProgressState state, int width, int height)
    {
        // What is wider than this is hard to follow from the step to its time, and folds more when the window becomes narrower.
        var columns = Math.Min(width - 1, Widest);
        var lines = new List<string> { Fit(Summary(state), Quantity.Duration(state.Elapsed), columns) };
        var room = Math.Max(0, height - 1);
        var body = state.Running.SelectMany(image => ImageLines(image, columns)).ToList();
        if (body.Count > room)
        {
            body = [.. state.Running.Select(image => CompactLine(image, columns))];
        }

        if (body.Count > room)
        {
            var more = string.Create(CultureInfo.InvariantCulture, $"  and {body.Count - Math.Max(0, room - 1)} more");
            body = [.. body.Take(Math.Max(0, room - 1)).Append(TerminalText.Fit(more, columns)).Take(room)];
        }

        lines.AddRange(body);
        return lines;
    }

    private static string Summary(ProgressState state)
    {
        var waiting = state.Total - state.Done - state.Unsuccessful - state.Running.Count;
        var text = string.Create(CultureInfo.InvariantCulture, $"building {state.Running.Count}, done {state.Done} of {state.Total}");
        text += waiting > 0 ? string.Create(CultureInfo.InvariantCulture, $", waiting {waiting}") : string.Empty;
        return state.Unsuccessful > 0 ? text + string.Create(CultureInfo.InvariantCulture, $", failed {state.Unsuccessful}") : text;
    }

    private static IEnumerable<string> ImageLines(RunningImage image, int width)
    {
        yield return Fit($"  {image.Id}", Quantity.Duration(image.Elapsed), width);
        var steps = Shown(image);
        for (var index = 0; index < steps.Count; index++)
        {
            var branch = index == steps.Count - 1 ? "  └─ " : "  ├─ ";
            yield return Fit(branch + Describe(steps[index]), Quantity.Duration(image.ElapsedOf(steps[index])), width);
        }
    }

    private static string CompactLine(RunningImage image, int width)
    {
        var step = Shown(image) is [.., var last] ? $"  {Describe(last)}" : string.Empty;
        return Fit($"  {image.Id}{step}", Quantity.Duration(image.Elapsed), width);
    }

    // What the engine does for itself is of interest only while it moves bytes.
    private static List<RunningStep> Shown(RunningImage image) =>
        [.. image.Steps.Where(step => step.Current > 0 || !step.Name.StartsWith("[internal]", StringComparison.Ordinal))];

    private static string Describe(RunningStep step)
    {
        if (step.Bytes > 0 || step.Current > 0)
        {
            var total = step.Bytes > 0 ? $" / {Quantity.Bytes(step.Bytes)}" : string.Empty;
            return $"{step.Name}  {Quantity.Bytes(step.Current)}{total}";
        }

        return step.Name;
    }

    private static string Fit(string text, string time, int width) =>
        TerminalText.Fit(text, Math.Max(4, width - TimeWidth)) + time.PadLeft(TimeWidth);
}
