namespace Images.Building;

/// <summary>Keeps the full log of each image's build in a file of its own.</summary>
/// <param name="root">The family's root; logs go to <c>artifacts/logs</c> below it.</param>
public sealed class LogFiles(string root) : IProgress<ImageEvent>, IDisposable
{
    private readonly PlainLines lines = new();
    private readonly Dictionary<string, StreamWriter> open = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Report(ImageEvent value)
    {
        if (value is ImageStarted)
        {
            var path = Path.Combine(root, ImageOptions.LogFile(value.Image.Rendered.Variant));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            open[value.Image.Id] = new StreamWriter(path);
        }

        if (open.TryGetValue(value.Image.Id, out var writer) && lines.Of(value) is { } line)
        {
            writer.WriteLine(line);
        }

        if (value is ImageFinished && open.Remove(value.Image.Id, out var finished))
        {
            finished.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var writer in open.Values)
        {
            writer.Dispose();
        }

        open.Clear();
    }
}
