using System.Formats.Tar;
using System.Text;
using Images.Testing;

namespace Images.Tests.Testing;

/// <summary>An image's files in memory, by path without the first slash.</summary>
internal sealed class FakeFiles
{
    private readonly SortedDictionary<string, PaxTarEntry> entries = new(StringComparer.Ordinal);

    public List<string> Reads { get; } = [];

    public FakeFiles With(string path, string content = "", string mode = "644", int uid = 0, int gid = 0) =>
        Add(
            new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) },
            mode,
            uid,
            gid
        );

    public FakeFiles WithFolder(string path, string mode = "755", int uid = 0, int gid = 0) =>
        Add(new PaxTarEntry(TarEntryType.Directory, path), mode, uid, gid);

    public FakeFiles WithLink(string path, string target) =>
        Add(new PaxTarEntry(TarEntryType.SymbolicLink, path) { LinkName = target }, "777", 0, 0);

    public IImageFiles Open() => new Opened(this);

    private async Task<ImageFile?> ReadAsync(string path, int limit, CancellationToken cancellationToken)
    {
        Reads.Add(path);
        if (!entries.TryGetValue(Key(path), out var entry))
        {
            return null;
        }

        if (entry.DataStream is { } data)
        {
            data.Position = 0;
        }

        return await EngineImageFiles.ToFileAsync(entry, limit, cancellationToken);
    }

    private async Task<bool> WalkAsync(string path, Func<TarEntry, CancellationToken, ValueTask> visit, CancellationToken cancellationToken)
    {
        var key = Key(path);
        var parent = key.LastIndexOf('/') + 1;
        foreach (
            var (name, entry) in entries.Where(entry =>
                key.Length == 0 || entry.Key == key || entry.Key.StartsWith(key + "/", StringComparison.Ordinal)
            )
        )
        {
            var copy = new PaxTarEntry(entry.EntryType, name[parent..] is { Length: > 0 } shown ? shown : "/")
            {
                Mode = entry.Mode,
                Uid = entry.Uid,
                Gid = entry.Gid,
            };
            if (entry.EntryType == TarEntryType.SymbolicLink)
            {
                copy.LinkName = entry.LinkName;
            }
            else if (entry.DataStream is MemoryStream data)
            {
                copy.DataStream = new MemoryStream(data.ToArray());
            }

            await visit(copy, cancellationToken);
        }

        return entries.ContainsKey(key);
    }

    // As engines do: '..' leads no further up than the root.
    private static string Key(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/').Where(static part => part is not ("" or ".")))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return string.Join('/', parts);
    }

    private FakeFiles Add(PaxTarEntry entry, string mode, int uid, int gid)
    {
        (entry.Mode, entry.Uid, entry.Gid) = ((UnixFileMode)Convert.ToInt32(mode, 8), uid, gid);
        entries[Key(entry.Name)] = entry;
        return this;
    }

    private sealed class Opened(FakeFiles files) : IImageFiles
    {
        public Task<ImageFile?> ReadAsync(string path, int limit, CancellationToken cancellationToken) =>
            files.ReadAsync(path, limit, cancellationToken);

        public Task<bool> WalkAsync(string path, Func<TarEntry, CancellationToken, ValueTask> visit, CancellationToken cancellationToken) =>
            files.WalkAsync(path, visit, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
