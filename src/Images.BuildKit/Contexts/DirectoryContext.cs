using System.Security.Cryptography;
using System.Text;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Contexts;

/// <summary>
/// A build context that is a directory of this machine. Symbolic links inside it are sent as links and never followed, so no
/// file outside it can get into an image. Linux only: other systems cannot tell a fifo from a file without blocking on it.
/// </summary>
public sealed class DirectoryContext : IContextSource
{
    /// <summary>Takes a directory; it is read when the engine asks.</summary>
    /// <param name="path">Absolute, or relative to the current directory.</param>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    public DirectoryContext(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("directories can be sent to an engine from Linux only");
        }

        Root = Path.GetFullPath(path);
        SharedKey = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}:{Root}")));
    }

    /// <summary>The directory's absolute path.</summary>
    public string Root { get; }

    /// <inheritdoc/>
    public string SharedKey { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ContextEntry> List(string directory)
    {
        using var opened = RootedDirectory.Open(Root, directory);
        var entries = new List<ContextEntry>();
        foreach (var name in NamesIn(directory))
        {
            if (opened.Stat(name) is { } stat)
            {
                entries.Add(EntryOf(opened, name, stat));
            }
            else if (name.Contains('\uFFFD', StringComparison.Ordinal))
            {
                throw new BuildContextException(
                    ContextPath.Join(directory, name),
                    "the name is not UTF-8, which an image cannot hold; rename it"
                );
            }
        }

        return entries;
    }

    /// <inheritdoc/>
    public Stream Open(string path, ContextEntry expected)
    {
        using var directory = RootedDirectory.Open(Root, ContextPath.DirectoryOf(path));
#pragma warning disable CA2000 // Dispose objects before losing scope: the stream owns it
        var file = directory.OpenFile(ContextPath.NameOf(path));
#pragma warning restore CA2000
        try
        {
            var now = RootedDirectory.Stat(file, path);
            if (
                now.Kind != ContextEntryKind.File
                || (long)now.Size != expected.Size
                || now.Modified != expected.ModifiedNanoseconds
                || (expected.Identity is { } identity && now.Identity != identity)
            )
            {
                throw new BuildContextException(path, "changed since its directory was read; build again");
            }

            return new UnchangedFileStream(file, path, now);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static ContextEntry EntryOf(RootedDirectory directory, string name, StatXBuffer stat)
    {
        var entry = new ContextEntry
        {
            Name = name,
            Kind = stat.Kind,
            Mode = stat.Permissions,
            Size = stat.Kind == ContextEntryKind.File ? (long)stat.Size : 0,
            ModifiedNanoseconds = stat.Modified,
            LinkTarget = stat.Kind == ContextEntryKind.SymbolicLink ? directory.ReadLink(name) : null,
            Identity = stat is { Kind: ContextEntryKind.File, Links: > 1 } ? stat.Identity : null,
        };
        return entry.Kind is ContextEntryKind.File or ContextEntryKind.Directory && directory.Attributes(name) is { } attributes
            ? entry with
            {
                ExtendedAttributes = attributes,
            }
            : entry;
    }

    private List<string> NamesIn(string directory)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(Path.Combine(Root, directory)).Select(Path.GetFileName).OfType<string>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BuildContextException(directory.Length == 0 ? Root : directory, $"cannot be read: {e.Message}", e);
        }
    }
}
