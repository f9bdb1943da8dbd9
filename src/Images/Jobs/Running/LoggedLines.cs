using System.Text;
using Images.Engines;
using Microsoft.Extensions.Logging;

namespace Images.Jobs.Running;

/// <summary>Hands a job's output to a logger, a harmless line at a time.</summary>
/// <param name="logger">The logger.</param>
/// <param name="name">The job's name.</param>
/// <param name="next">Told of each piece as well; null: nobody.</param>
internal sealed partial class LoggedLines(ILogger logger, string name, IProgress<ContainerChunk>? next) : IProgress<ContainerChunk>
{
    private readonly ChunkLines lines = new((stream, line) => Write(logger, name, stream, line));

    /// <inheritdoc/>
    public void Report(ContainerChunk value)
    {
        lines.Add(value);
        next?.Report(value);
    }

    /// <summary>Hands over what has no line end.</summary>
    public void End() => lines.End();

    private static void Write(ILogger logger, string name, ContainerStream stream, string line)
    {
        if (stream == ContainerStream.Error)
        {
            LogError(logger, name, line);
        }
        else
        {
            LogOutput(logger, name, line);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Job} | {Line}")]
    private static partial void LogOutput(ILogger logger, string job, string line);

    [LoggerMessage(2, LogLevel.Warning, "{Job} | {Line}")]
    private static partial void LogError(ILogger logger, string job, string line);
}

/// <summary>Cuts a container's output into lines, each stream for itself, made harmless and bounded.</summary>
/// <param name="take">Takes a line.</param>
public sealed class ChunkLines(Action<ContainerStream, string> take)
{
    private const int LongestLine = 8192;

    private readonly List<byte>[] open =
    [
        [],
        [],
    ];

    /// <summary>Takes a piece.</summary>
    /// <param name="chunk">The piece.</param>
    public void Add(ContainerChunk chunk)
    {
        var rest = chunk.Bytes.Span;
        var line = open[(int)chunk.Stream];
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var piece = end < 0 ? rest : rest[..end];
            line.AddRange(piece[..Math.Min(piece.Length, LongestLine - line.Count)]);
            if (end < 0)
            {
                return;
            }

            Flush(chunk.Stream);
            rest = rest[(end + 1)..];
        }
    }

    /// <summary>Hands over what has no line end.</summary>
    public void End()
    {
        foreach (var stream in new[] { ContainerStream.Output, ContainerStream.Error }.Where(stream => open[(int)stream].Count > 0))
        {
            Flush(stream);
        }
    }

    private void Flush(ContainerStream stream)
    {
        var line = open[(int)stream];
        var text = Encoding.UTF8.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(line));
        line.Clear();
        take(stream, ContainerText.Harmless(text.TrimEnd('\r')).Replace('\n', ' '));
    }
}
