namespace Images.Building;

/// <summary>Writes each event as a line, as it comes.</summary>
/// <param name="output">Where to write.</param>
public sealed class PlainProgress(TextWriter output) : IProgress<ImageEvent>
{
    private readonly PlainLines lines = new();

    /// <inheritdoc/>
    public void Report(ImageEvent value)
    {
        if (lines.Of(value) is { } line)
        {
            output.WriteLine(line);
        }
    }
}
