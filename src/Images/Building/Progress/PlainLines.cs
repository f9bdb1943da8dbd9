using System.Globalization;

namespace Images.Building;

/// <summary>The plain form of progress: a line for an event, with the image's id and the step's number in front.</summary>
public sealed class PlainLines
{
    private readonly Dictionary<(string Image, string Step), int> numbers = [];
    private readonly Dictionary<string, int> last = new(StringComparer.Ordinal);

    /// <summary>Says an event in words.</summary>
    /// <param name="value">The event.</param>
    /// <returns>A line, or null when the event is not worth one.</returns>
    public string? Of(ImageEvent value) =>
        value switch
        {
            ImageStarted started => $"{started.Image.Id}: building",
            StepStarted step when IsShown(step.Name) => Line(step.Image.Id, step.Step, step.Name),
            StepOutput output => Line(output.Image.Id, output.Step, $"| {output.Line}"),
            StepFinished { Error: { } error } step => Line(step.Image.Id, step.Step, $"FAILED: {error}"),
            StepFinished { Cached: true } step when IsShown(step.Name) => Line(step.Image.Id, step.Step, "cached"),
            StepFinished step when IsShown(step.Name) => Line(step.Image.Id, step.Step, $"done {Quantity.Duration(step.Duration)}"),
            ImageWarning warning => $"{warning.Image.Id}: warning: {warning.Message}",
            ImageNote note => $"{note.Image.Id}: {note.Message}",
            ImageFinished finished => $"{finished.Image.Id}: {OutcomeWords.Sentence(finished.Result)}",
            _ => null,
        };

    // What the engine does for itself is of interest only when it fails.
    private static bool IsShown(string name) => !name.StartsWith("[internal]", StringComparison.Ordinal);

    private string Line(string image, string step, string text)
    {
        if (!numbers.TryGetValue((image, step), out var number))
        {
            number = last[image] = last.GetValueOrDefault(image) + 1;
            numbers.Add((image, step), number);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{image}: #{number} {text}");
    }
}
