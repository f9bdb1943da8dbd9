using System.Formats.Tar;
using System.Net;
using Images.Engines;
using Images.Testing.Inventory;

namespace Images.Testing;

/// <summary>An image's files, through the engine's archive endpoint.</summary>
/// <param name="http">The engine.</param>
/// <param name="container">A container that is never started.</param>
internal sealed class EngineImageFiles(EngineHttp http, UnstartedContainer container) : IImageFiles
{
    private static readonly TreeLimits Limits = new();

    /// <inheritdoc/>
    public async Task<ImageFile?> ReadAsync(string path, int limit, CancellationToken cancellationToken)
    {
        ImageFile? file = null;
        await OpenAsync(
            path,
            async stream =>
            {
                await using var tar = new TarReader(stream);
                file = await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry
                    ? await ToFileAsync(entry, limit, cancellationToken)
                    : null;
            },
            cancellationToken
        );
        return file;
    }

    /// <inheritdoc/>
    public Task<bool> WalkAsync(string path, Func<TarEntry, CancellationToken, ValueTask> visit, CancellationToken cancellationToken) =>
        OpenAsync(
            path,
            stream => TarWalk.WalkAsync(stream, path, Limits, visit, note => throw new EngineException(note), cancellationToken),
            cancellationToken
        );

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => container.DisposeAsync();

    /// <summary>Makes a file of an archive's entry.</summary>
    internal static async Task<ImageFile> ToFileAsync(TarEntry entry, int limit, CancellationToken cancellationToken)
    {
        var content = new byte[Math.Min(limit, entry.DataStream is null ? 0 : entry.Length)];
        if (content.Length > 0)
        {
            await entry.DataStream!.ReadExactlyAsync(content, cancellationToken);
        }

        return new(entry.EntryType, entry.Mode, entry.Uid, entry.Gid)
        {
            Link = entry.EntryType == TarEntryType.SymbolicLink ? entry.LinkName : string.Empty,
            Content = content,
            Length = entry.Length,
        };
    }

    private async Task<bool> OpenAsync(string path, Func<Stream, Task> readAsync, CancellationToken cancellationToken)
    {
        try
        {
            var query = $"containers/{container.Id}/archive?path={Uri.EscapeDataString(path)}";
            using var answer = await http.OpenAsync(HttpMethod.Get, query, null, cancellationToken);
            await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
            await readAsync(stream);
            return true;
        }
        catch (EngineRefusedException error) when (error.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest)
        {
            return false;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or FormatException or ArgumentException)
        {
            throw new EngineException($"{path}: the engine's archive cannot be read: {ContainerText.HarmlessLine(error.Message)}", error);
        }
    }
}
