namespace Images.Building;

/// <summary>Writes the lines of each image together when it is done, in a group that GitHub's log viewer folds.</summary>
/// <param name="output">Where to write.</param>
public sealed class GroupedProgress(TextWriter output) : IProgress<ImageEvent>
{
    private readonly PlainLines lines = new();
    private readonly Dictionary<string, List<string>> waiting = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Report(ImageEvent value)
    {
        var line = lines.Of(value);
        if (value is ImageFinished finished)
        {
            Write(finished, line!);
        }
        else if (line is not null)
        {
            LinesOf(value.Image.Id).Add(line);
        }
    }

    private void Write(ImageFinished finished, string summary)
    {
        output.WriteLine($"::group::{summary}");
        foreach (var line in LinesOf(finished.Image.Id))
        {
            output.WriteLine(line);
        }

        output.WriteLine("::endgroup::");
        waiting.Remove(finished.Image.Id);
    }

    private List<string> LinesOf(string image) => waiting.TryGetValue(image, out var list) ? list : waiting[image] = [];
}
