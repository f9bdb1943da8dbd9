namespace Images.Building;

/// <summary>Keeps the full log of each image's build in a file of its own; that of an image which is left alone stays what it was.</summary>
/// <param name="root">The family's root; logs go to <c>artifacts/logs</c> below it.</param>
public sealed class LogFiles(string root) : IProgress<ImageEvent>, IDisposable
{
    private readonly PlainLines lines = new();
    private readonly Dictionary<string, string?> started = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StreamWriter> open = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Report(ImageEvent value)
    {
        var id = value.Image.Id;
        var line = lines.Of(value);
        if (value is ImageStarted)
        {
            started[id] = line;
            return;
        }

        if (value is not ImageFinished && started.Remove(id, out var first))
        {
            var path = Path.Combine(root, ImageOptions.LogFile(value.Image.Rendered.Variant));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            open[id] = new StreamWriter(path);
            Write(id, first);
        }

        Write(id, line);
        if (value is ImageFinished && open.Remove(id, out var finished))
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

    private void Write(string id, string? line)
    {
        if (line is not null && open.TryGetValue(id, out var writer))
        {
            writer.WriteLine(line);
        }
    }
}
