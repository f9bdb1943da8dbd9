using System.Globalization;
using Images.Engines;

namespace Images.Building;

/// <summary>Draws the running images and their steps for a terminal of a given size.</summary>
public static class TreeView
{
    private const int TimeWidth = 8;

    /// <summary>Draws.</summary>
    /// <param name="state">What is going on.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Rows that may be used.</param>
    /// <returns>Lines, none wider than the terminal and never more than <paramref name="height"/>.</returns>
    public static IReadOnlyList<string> Draw(ProgressState state, int width, int height)
    {
        var lines = new List<string> { Fit(Summary(state), Quantity.Duration(state.Elapsed), width) };
        var body = state.Running.SelectMany(image => ImageLines(image, width)).ToList();
        var room = Math.Max(0, height - 1);
        if (body.Count > room)
        {
            // Steps go first, then images: the summary counts them all.
            body = [.. state.Running.Select(image => ImageLine(image, width)).Take(room)];
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
        yield return ImageLine(image, width);
        for (var index = 0; index < image.Steps.Count; index++)
        {
            var step = image.Steps[index];
            var branch = index == image.Steps.Count - 1 ? "  └─ " : "  ├─ ";
            yield return Fit(branch + Describe(step), Quantity.Duration(image.ElapsedOf(step)), width);
        }
    }

    private static string ImageLine(RunningImage image, int width) => Fit($"  {image.Id}", Quantity.Duration(image.Elapsed), width);

    private static string Describe(RunningStep step)
    {
        if (step.Bytes > 0 || step.Current > 0)
        {
            var total = step.Bytes > 0 ? $" / {Quantity.Bytes(step.Bytes)}" : string.Empty;
            return $"{step.Name}  {Quantity.Bytes(step.Current)}{total}";
        }

        return step.Name;
    }

    private static string Fit(string text, string time, int width)
    {
        var room = Math.Max(4, width - TimeWidth - 1);
        return ContainerText.Shorten(text, room).PadRight(room) + time.PadLeft(TimeWidth);
    }
}
