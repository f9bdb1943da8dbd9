using System.Collections.Concurrent;
using Images.BuildKit.Contexts;

namespace Images.BuildKit.Tests.Engine;

/// <summary>Remembers which files an engine asked for.</summary>
internal sealed class CountingContext(IContextSource inner) : IContextSource
{
    public ConcurrentQueue<string> Opened { get; } = new();

    public string SharedKey => inner.SharedKey;

    public IReadOnlyList<ContextEntry> List(string directory) => inner.List(directory);

    public Stream Open(string path, ContextEntry expected)
    {
        Opened.Enqueue(path);
        return inner.Open(path, expected);
    }
}
