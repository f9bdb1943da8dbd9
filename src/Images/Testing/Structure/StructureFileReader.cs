namespace Images.Testing.Structure;

/// <summary>Finds and reads files with the original's view of links.</summary>
/// <param name="files">The image's files.</param>
internal sealed class StructureFileReader(IImageFiles files)
{
    // The original follows for ever.
    private const int MostLinks = 40;
    private const int MostBytes = 64 << 20;

    /// <summary>Finds a file, folder or link; a link itself, not what it leads to. Devices and the like count as absent.</summary>
    /// <param name="path">The path.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It, or null.</returns>
    public async Task<ImageFile?> FindAsync(string path, CancellationToken cancellationToken) =>
        await files.ReadAsync(path, 0, cancellationToken) is { } file && (file.IsRegular || file.IsFolder || file.IsLink) ? file : null;

    /// <summary>Reads a file. What a link says is followed from the root, also where it does not start with a slash.</summary>
    /// <param name="path">The path.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The content, or what is wrong, one line.</returns>
    public async Task<(ReadOnlyMemory<byte> Content, string? Problem)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var shown = path;
        for (var links = 0; links <= MostLinks; links++)
        {
            switch (await files.ReadAsync(path, MostBytes, cancellationToken))
            {
                case null:
                    return (default, shown == path ? $"{path} is not there" : $"{shown} leads to {path}, which is not there");
                case { IsLink: true } link:
                    path = link.Link;
                    break;
                case { IsFolder: true }:
                    return (default, $"{shown} is a folder, not a file");
                case { IsRegular: true, Length: > MostBytes }:
                    return (default, $"{shown} is larger than {MostBytes >> 20} MiB");
                case { IsRegular: true } file:
                    return (file.Content, null);
                default:
                    return (default, $"{shown} is no file");
            }
        }

        return (default, $"{shown} is a link that leads to links for ever");
    }
}
