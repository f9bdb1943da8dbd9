using System.Formats.Tar;
using System.IO.Compression;
using Images.Engines;
using Images.Registry;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Testing.Inventory.Zstandard;

namespace Images.Testing.Inventory;

/// <summary>
/// The files of a published image. Its layers are read from the highest down, so that each file is seen once, as it is, and nothing
/// has to be kept but names (OCI image specification, "Image Layer Filesystem Changeset").
/// </summary>
/// <param name="client">The registries.</param>
/// <param name="reference">The image's repository.</param>
/// <param name="layers">Its layers, the lowest first.</param>
/// <param name="limits">How much is looked at.</param>
public sealed class RegistryImageTree(
    RegistryClient client,
    RegistryReference reference,
    IReadOnlyList<Descriptor> layers,
    TreeLimits limits
) : IImageTree
{
    /// <inheritdoc/>
    public async Task WalkAsync(IReadOnlyList<string> folders, IImageVisitor visitor, CancellationToken cancellationToken)
    {
        var cover = new LayerCover();
        foreach (var layer in layers.Reverse())
        {
            await using var blob = await client.OpenBlobAsync(reference, layer, cancellationToken);
            await using var tar = Unpacked(layer, blob);
            try
            {
                await TarWalk.WalkAsync(
                    tar,
                    $"layer {layer.Digest}",
                    limits,
                    async (entry, token) =>
                    {
                        var path = "/" + TarWalk.PathOf(entry);
                        if (cover.Shows(path, entry.EntryType == TarEntryType.Directory) && IsBelow(path, folders))
                        {
                            await visitor.VisitAsync(path, entry, token);
                        }
                    },
                    visitor.Miss,
                    cancellationToken
                );
            }
            catch (Exception error) when (error is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
            {
                throw new RegistryException(
                    RegistryProblem.Malformed,
                    $"{reference}: layer {layer.Digest} cannot be unpacked: {ContainerText.HarmlessLine(error.Message)}; push it anew",
                    error
                );
            }

            cover.EndLayer();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsBelow(string path, IReadOnlyList<string> folders) =>
        folders.Count == 0
        || folders.Any(folder =>
            path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/')
        );

    private Stream Unpacked(Descriptor layer, Stream blob) =>
        layer.MediaType.EndsWith("gzip", StringComparison.Ordinal) ? new GZipStream(blob, CompressionMode.Decompress)
        : layer.MediaType.EndsWith("tar", StringComparison.Ordinal) ? blob
        : layer.MediaType.EndsWith("zstd", StringComparison.Ordinal) ? Zstd(layer, blob)
        : throw new RegistryException(
            RegistryProblem.Unsupported,
            $"{reference}: a layer is of the type {ContainerText.HarmlessLine(layer.MediaType)}, which cannot be unpacked here; pull the image and name the engine's"
        );

    private ZstdStream Zstd(Descriptor layer, Stream blob) =>
        ZstdLibrary.OfThisMachine is { } library
            ? new ZstdStream(library, blob)
            : throw new RegistryException(
                RegistryProblem.Unsupported,
                $"{reference}: layer {layer.Digest} is packed with Zstandard, whose library this machine does not have; install libzstd, or pull the image and name the engine's"
            );
}
