using System.Formats.Tar;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;

namespace Images.Engines;

/// <summary>Files of this machine as an archive: owned by root, readable for everybody, links as links, of one age.</summary>
internal static class FixtureArchive
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Writes an archive.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="only">The one name of it that is meant; null for all.</param>
    /// <param name="destination">Where to, at any place in it; not closed.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <exception cref="BuildContextException">Something cannot be read, or is neither file, folder nor link.</exception>
    public static async Task WriteAsync(IContextSource files, string? only, Stream destination, CancellationToken cancellationToken)
    {
        await using var tar = new TarWriter(destination, TarEntryFormat.Pax, leaveOpen: true);
        await AddAllAsync(tar, files, string.Empty, entry => only is null || entry.Name == only, cancellationToken);
    }

    private static async Task AddAllAsync(
        TarWriter tar,
        IContextSource files,
        string directory,
        Func<ContextEntry, bool> isMeant,
        CancellationToken cancellationToken
    )
    {
        foreach (var entry in files.List(directory).Where(isMeant).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = directory.Length == 0 ? entry.Name : $"{directory}/{entry.Name}";
            switch (entry.Kind)
            {
                case ContextEntryKind.Directory:
                    await tar.WriteEntryAsync(Entry(TarEntryType.Directory, path + '/', Readable | Executable), cancellationToken);
                    await AddAllAsync(tar, files, path, _ => true, cancellationToken);
                    break;
                case ContextEntryKind.SymbolicLink:
                    var link = Entry(TarEntryType.SymbolicLink, path, Readable | Executable);
                    link.LinkName = entry.LinkTarget!;
                    await tar.WriteEntryAsync(link, cancellationToken);
                    break;
                case ContextEntryKind.File:
                    var isProgram = entry.Mode.HasFlag(UnixFileMode.UserExecute);
                    var file = Entry(TarEntryType.RegularFile, path, isProgram ? Readable | Executable : Readable);
                    await using (file.DataStream = files.Open(path, entry))
                    {
                        await tar.WriteEntryAsync(file, cancellationToken);
                    }

                    break;
                default:
                    throw new BuildContextException(path, "is neither a file, a folder nor a link, and cannot be mounted");
            }
        }
    }

    private static PaxTarEntry Entry(TarEntryType type, string path, UnixFileMode mode) =>
        new(type, path) { Mode = mode, ModificationTime = BootstrapCommand.Epoch };
}
