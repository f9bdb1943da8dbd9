using System.Formats.Tar;
using Images.Engines;

namespace Images.Testing.BuiltIn;

/// <summary>An image's files, for which a container is made only when the first of them is read.</summary>
/// <param name="reader">Reads images.</param>
/// <param name="imageId">The image.</param>
internal sealed class FilesOnDemand(IImageReader reader, string imageId) : IImageFiles
{
    private Task<IImageFiles>? opened;

    /// <inheritdoc/>
    public async Task<ImageFile?> ReadAsync(string path, int limit, CancellationToken cancellationToken) =>
        await (await OpenAsync()).ReadAsync(path, limit, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> WalkAsync(
        string path,
        Func<TarEntry, CancellationToken, ValueTask> visit,
        CancellationToken cancellationToken
    ) => await (await OpenAsync()).WalkAsync(path, visit, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (opened is { IsCompletedSuccessfully: true })
        {
            await (await opened).DisposeAsync();
        }
    }

    private Task<IImageFiles> OpenAsync() => opened ??= reader.OpenAsync(new ContainerSpec(imageId));
}
