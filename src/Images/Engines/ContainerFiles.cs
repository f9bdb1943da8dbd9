using System.Formats.Tar;
using System.Globalization;
using System.Net;

namespace Images.Engines;

/// <summary>Writes and reads files of a container that does not run.</summary>
/// <param name="http">The engine.</param>
/// <param name="container">The container's id.</param>
internal sealed class ContainerFiles(EngineHttp http, string container)
{
    /// <summary>Unpacks an archive in a directory.</summary>
    /// <param name="directory">Absolute path of the directory, which is there.</param>
    /// <param name="archive">The archive, at its start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EngineException">The engine does not take it.</exception>
    public async Task PutAsync(string directory, Stream archive, CancellationToken cancellationToken)
    {
        using var content = new StreamContent(archive);
        content.Headers.ContentType = new("application/x-tar");
        try
        {
            using var answer = await http.OpenAsync(HttpMethod.Put, Path(directory), content, cancellationToken);
        }
        catch (EngineRefusedException error)
        {
            throw new EngineException($"{directory}: cannot be filled: {error.Reason}", error);
        }
    }

    /// <summary>Lets everybody write a directory; its owner stays.</summary>
    /// <param name="directory">Absolute path of the directory, which is there. The root file system can be written.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EngineException">The engine does not do it.</exception>
    public async Task OpenUpAsync(string directory, CancellationToken cancellationToken)
    {
        // In its parent's archive: engines leave the directory alone that an archive is unpacked in.
        var slash = directory.LastIndexOf('/');
        var entry = new PaxTarEntry(TarEntryType.Directory, directory[(slash + 1)..] + '/')
        {
            Mode = FolderModes.Everybody,
            ModificationTime = BootstrapCommand.Epoch,
        };
        try
        {
            using var answer = await http.OpenAsync(HttpMethod.Get, Path(directory + "/."), null, cancellationToken);
            await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
            await using var tar = new TarReader(stream);
            if (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { EntryType: TarEntryType.Directory } now)
            {
                (entry.Uid, entry.Gid) = (now.Uid, now.Gid);
            }
        }
        catch (EngineRefusedException error)
        {
            throw new EngineException($"{directory}: cannot be looked at: {error.Reason}", error);
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            throw new EngineException($"{directory}: the engine's archive cannot be read: {error.Message}", error);
        }

        using var archive = new MemoryStream();
        await using (var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            await tar.WriteEntryAsync(entry, cancellationToken);
        }

        archive.Position = 0;
        await PutAsync(slash == 0 ? "/" : directory[..slash], archive, cancellationToken);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its absolute path; a symbolic link is not followed.</param>
    /// <param name="limit">The most bytes that it may have.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The file, or why there is none.</returns>
    /// <exception cref="EngineException">The engine does not give it.</exception>
    public async Task<ContainerFile> ReadAsync(string path, int limit, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.OpenAsync(HttpMethod.Get, Path(path), null, cancellationToken);
            await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
            await using var tar = new TarReader(stream);
            var entry = await tar.GetNextEntryAsync(copyData: false, cancellationToken);
            return entry switch
            {
                { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile } when entry.Length > limit => Nothing(
                    string.Create(CultureInfo.InvariantCulture, $"has {entry.Length} bytes, more than the {limit >> 20} MiB that are kept")
                ),
                { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile, Length: 0 } => Nothing("is empty"),
                { EntryType: TarEntryType.RegularFile or TarEntryType.V7RegularFile } => new(
                    await ContentAsync(entry, cancellationToken),
                    null
                ),
                { EntryType: TarEntryType.SymbolicLink } => Nothing("is a symbolic link, which is not followed"),
                _ => Nothing("is no regular file"),
            };
        }
        catch (EngineRefusedException error) when (error.Status == HttpStatusCode.NotFound)
        {
            return Nothing("is not there");
        }
        catch (EngineRefusedException error)
        {
            throw new EngineException($"{path}: cannot be read: {error.Reason}", error);
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            throw new EngineException($"{path}: the engine's archive cannot be read: {error.Message}", error);
        }
    }

    private static ContainerFile Nothing(string problem) => new(default, problem);

    private static async Task<byte[]> ContentAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        var content = new byte[entry.Length];
        await entry.DataStream!.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    private string Path(string path) => $"containers/{container}/archive?path={Uri.EscapeDataString(path)}";
}
