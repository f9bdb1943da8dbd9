using System.Text.Json;
using Images.Engines;
using Images.Publishing.Contents;

namespace Images.Publishing.Exporting;

/// <summary>Reads images out of an engine by the archive in which it saves several at once.</summary>
/// <param name="archives">The engine.</param>
/// <param name="folder">For layers.</param>
/// <param name="memory">Remembers what became of layers.</param>
internal abstract class ArchiveExport(IImageArchives archives, BlobFolder folder, PublishMemory memory) : IImageExport
{
    /// <summary>Gets the folder for layers.</summary>
    protected BlobFolder Folder => folder;

    /// <summary>Gets what became of layers.</summary>
    protected PublishMemory Memory => memory;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> LayersAsync(string imageId, CancellationToken cancellationToken) =>
        archives.LayersAsync(imageId, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ImageContent>> ExportAsync(
        IReadOnlyList<ExportedImage> images,
        Func<string, bool> isKnown,
        CancellationToken cancellationToken
    )
    {
        var saved = new SavedArchive(folder, memory);
        try
        {
            await using var stream = await archives.SaveAsync([.. images.Select(image => image.Id)], cancellationToken);
            await ReadAsync(stream, saved, images, isKnown, cancellationToken);
            return [.. images.Select(image => Image(image.Id, saved))];
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or FormatException)
        {
            throw new EngineException($"the engine cannot give its images: {error.Message}; see 'doctor'", error);
        }
    }

    /// <summary>Reads the archive.</summary>
    /// <param name="stream">The archive.</param>
    /// <param name="saved">Reads its entries.</param>
    /// <param name="images">The images that it has.</param>
    /// <param name="isKnown">Whether a blob is where it is wanted already.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is read.</returns>
    protected abstract Task ReadAsync(
        Stream stream,
        SavedArchive saved,
        IReadOnlyList<ExportedImage> images,
        Func<string, bool> isKnown,
        CancellationToken cancellationToken
    );

    /// <summary>Puts an image together.</summary>
    /// <param name="id">The very image.</param>
    /// <param name="saved">What was read.</param>
    /// <returns>The image.</returns>
    /// <exception cref="InvalidDataException">The archive lacks something of it.</exception>
    protected abstract ImageContent Image(string id, SavedArchive saved);
}
