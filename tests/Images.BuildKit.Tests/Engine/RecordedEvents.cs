using System.Text;
using Images.BuildKit.Progress;

namespace Images.BuildKit.Tests.Engine;

/// <summary>Keeps a build's events in order, and calls back when a log says something.</summary>
internal sealed class RecordedEvents : IProgress<BuildEvent>
{
    private readonly List<BuildEvent> events = [];

    public Action<string>? OnLog { get; init; }

    public void Report(BuildEvent value)
    {
        lock (events)
        {
            events.Add(value);
        }

        if (value is VertexLog log)
        {
            OnLog?.Invoke(Encoding.UTF8.GetString(log.Data.Span));
        }
    }

    public IReadOnlyList<T> Of<T>()
    {
        lock (events)
        {
            return [.. events.OfType<T>()];
        }
    }

    public string Log => string.Concat(Of<VertexLog>().Select(log => Encoding.UTF8.GetString(log.Data.Span)));

    public VertexCompleted Completed(string part) =>
        Of<VertexCompleted>().Last(vertex => vertex.Name.Contains(part, StringComparison.Ordinal));
}
