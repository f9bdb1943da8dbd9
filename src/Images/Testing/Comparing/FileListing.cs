using System.Buffers;
using System.Formats.Tar;
using System.Security.Cryptography;
using Images.Testing.Inventory;

namespace Images.Testing.Comparing;

/// <summary>Lists all files of an image, and finds its packages on the same way. Times do not count.</summary>
/// <param name="packages">Is given what tells of packages.</param>
internal sealed class FileListing(PackageCollector packages) : IImageVisitor
{
    private const int Buffer = 1 << 17;

    // What engines put into every container, or hang over it.
    private static readonly HashSet<string> OfContainers =
    [
        "/",
        "/.dockerenv",
        "/dev",
        "/dev/console",
        "/dev/pts",
        "/dev/shm",
        "/etc/mtab",
        "/proc",
        "/sys",
        "/etc/hostname",
        "/etc/hosts",
        "/etc/resolv.conf",
    ];

    private readonly Dictionary<string, FileRecord> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> hardLinks = new(StringComparer.Ordinal);
    private readonly Lock access = new();

    /// <inheritdoc/>
    public async ValueTask VisitAsync(string path, TarEntry entry, CancellationToken cancellationToken)
    {
        if (OfContainers.Contains(path))
        {
            return;
        }

        if (entry.EntryType == TarEntryType.HardLink)
        {
            lock (access)
            {
                hardLinks[path] = "/" + entry.LinkName.TrimStart('.', '/');
            }

            return;
        }

        var (type, content) = entry.EntryType switch
        {
            TarEntryType.Directory => ("folder", string.Empty),
            TarEntryType.SymbolicLink => ("link", entry.LinkName),
            TarEntryType.RegularFile or TarEntryType.V7RegularFile => ("file", await ContentAsync(path, entry, cancellationToken)),
            _ => ("special file", string.Empty),
        };
        if (type == "link")
        {
            packages.Wants(path, entry);
        }

        lock (access)
        {
            // The permissions of a link mean nothing, and engines unpack it with others than it was packed with.
            var mode = type == "link" ? 0 : (int)entry.Mode;
            files[path] = new FileRecord(type, type == "file" ? entry.Length : 0, mode, (entry.Uid, entry.Gid), content);
        }
    }

    /// <inheritdoc/>
    public void Miss(string note) => packages.Miss(note);

    /// <summary>Gets the files.</summary>
    /// <returns>By absolute path.</returns>
    public IReadOnlyDictionary<string, FileRecord> Finish()
    {
        foreach (var (path, target) in hardLinks)
        {
            files[path] = files.GetValueOrDefault(target, new FileRecord("file", 0, 0, default, $"same as {target}"));
        }

        hardLinks.Clear();
        // An engine makes it for what it puts there.
        if (!files.Keys.Any(path => path.StartsWith("/etc/", StringComparison.Ordinal)))
        {
            files.Remove("/etc");
        }

        AddImpliedFolders();
        return files;
    }

    // A layer need not list the folders of its files; how engines make them differs.
    private void AddImpliedFolders()
    {
        foreach (var path in files.Keys.ToList())
        {
            for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
            {
                var folder = path[..slash];
                if (
                    !OfContainers.Contains(folder)
                    && !files.TryAdd(folder, new FileRecord("folder", 0, FileRecord.Unknown, default, string.Empty))
                )
                {
                    break;
                }
            }
        }
    }

    private async Task<string> ContentAsync(string path, TarEntry entry, CancellationToken cancellationToken)
    {
        if (packages.Wants(path, entry))
        {
            var content = new byte[entry.Length];
            await (entry.DataStream?.ReadExactlyAsync(content, cancellationToken) ?? ValueTask.CompletedTask);
            packages.Take(path, content);
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(Buffer);
        try
        {
            while (entry.DataStream is { } data && await data.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                hash.AppendData(buffer, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
