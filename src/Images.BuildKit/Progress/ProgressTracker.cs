using System.Text;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Progress;

/// <summary>
/// Turns an engine's status messages, which repeat each vertex whole, into events that tell each fact once. What a build starts
/// from appears in its status, too; that was told by the builds that it belongs to, and is left out unless it fails.
/// </summary>
/// <param name="progress">Hears of the events; null for none.</param>
/// <param name="isInput">Whether a vertex, by its digest, belongs to another build that this one starts from.</param>
internal sealed class ProgressTracker(IProgress<BuildEvent>? progress, Func<string, bool>? isInput = null)
{
    private readonly Dictionary<string, Known> vertices = new(StringComparer.Ordinal);
    private readonly Lock reporting = new();

    /// <summary>Takes in one message.</summary>
    public void Take(Wire.StatusResponse status)
    {
        lock (reporting)
        {
            foreach (var vertex in status.Vertexes)
            {
                Take(vertex);
            }

            foreach (var each in status.Statuses.Where(each => IsOwn(each.Vertex)))
            {
                progress?.Report(
                    new VertexStatus(
                        each.Vertex,
                        each.Id,
                        each.Current,
                        each.Total,
                        each.Timestamp?.ToDateTimeOffset() ?? default,
                        each.Completed?.ToDateTimeOffset()
                    )
                );
            }

            foreach (var log in status.Logs.Where(log => IsOwn(log.Vertex)))
            {
                var time = log.Timestamp?.ToDateTimeOffset() ?? default;
                progress?.Report(new VertexLog(log.Vertex, (LogStream)log.Stream, time, log.Msg.Memory));
            }

            foreach (var warning in status.Warnings.Where(warning => IsOwn(warning.Vertex)))
            {
                progress?.Report(WarningOf(warning));
            }
        }
    }

    /// <summary>Reports what the reading of the context has to say.</summary>
    public void Warn(string message)
    {
        lock (reporting)
        {
            progress?.Report(new BuildWarning(message));
        }
    }

    /// <summary>The name of a vertex; null for one never heard of.</summary>
    public string? NameOf(string digest)
    {
        lock (reporting)
        {
            return vertices.TryGetValue(digest, out var known) ? known.Name : null;
        }
    }

    /// <summary>The vertex that failed with an error that an engine's final message repeats; null where none did.</summary>
    public FailedVertex? FailedWith(string message)
    {
        lock (reporting)
        {
            return (
                from pair in vertices
                where pair.Value.Error.Length > 0 && message.Contains(pair.Value.Error, StringComparison.Ordinal)
                select new FailedVertex(pair.Key, pair.Value.Name)
            ).FirstOrDefault();
        }
    }

    private bool IsOwn(string digest) => isInput?.Invoke(digest) != true;

    private void Take(Wire.Vertex vertex)
    {
        var isTold = vertex.Error.Length > 0 || IsOwn(vertex.Digest);
        var known = vertices.GetValueOrDefault(vertex.Digest) ?? new Known(vertex.Name, null, null, "");
        var started = vertex.Started?.ToDateTimeOffset() ?? known.Started;
        var completed = vertex.Completed?.ToDateTimeOffset();
        // A step that completed may begin again: another part of the graph asks for more of its result.
        if (isTold && started is { } begin && begin != known.Started && (known.Started is null || begin > known.Completed))
        {
            progress?.Report(new VertexStarted(vertex.Digest, vertex.Name, begin));
        }

        if (isTold && completed is { } done && known.Completed != done)
        {
            var error = vertex.Error.Length > 0 ? vertex.Error : null;
            progress?.Report(new VertexCompleted(vertex.Digest, vertex.Name, vertex.Cached, error, started ?? done, done));
        }

        vertices[vertex.Digest] = new(
            vertex.Name,
            started,
            completed ?? known.Completed,
            vertex.Error.Length > 0 ? vertex.Error : known.Error
        );
    }

    private static BuildWarning WarningOf(Wire.VertexWarning warning) =>
        new(warning.Short.ToStringUtf8())
        {
            Digest = warning.Vertex,
            Details = [.. warning.Detail.Select(line => Encoding.UTF8.GetString(line.Span))],
            Url = warning.Url.Length > 0 ? warning.Url : null,
            Sources = SourceRange.Merge(
                warning.Ranges.Select(range => new SourceRange(
                    warning.Info?.Filename ?? "",
                    range.Start?.Line ?? 0,
                    Math.Max(range.Start?.Line ?? 0, range.End?.Line ?? 0)
                ))
            ),
        };

    private sealed record Known(string Name, DateTimeOffset? Started, DateTimeOffset? Completed, string Error);
}
