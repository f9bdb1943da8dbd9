using Images.Publishing.Contents;
using Images.Publishing.Exporting;

namespace Images.Publishing;

/// <summary>What publishing keeps on disk: all of it can be lost, at the cost of time.</summary>
public sealed class PublishFiles
{
    private PublishFiles(PublishMemory memory, BlobFolder blobs) => (Memory, Blobs) = (memory, blobs);

    /// <summary>Gets what registries were seen to have.</summary>
    public PublishMemory Memory { get; }

    /// <summary>Gets the layers on their way.</summary>
    internal BlobFolder Blobs { get; }

    /// <summary>Reads what earlier runs left.</summary>
    /// <param name="root">The family's root.</param>
    /// <returns>The files.</returns>
    public static PublishFiles Of(string root) => new(PublishMemory.Load(root, LayerCompressor.Name), new BlobFolder(root));

    /// <summary>Makes what reads images out of an engine.</summary>
    /// <param name="archives">The engine.</param>
    /// <param name="keepsBlobs">Whether it keeps images as registries do.</param>
    /// <returns>The reader.</returns>
    public IImageExport Export(Engines.IImageArchives archives, bool keepsBlobs) =>
        keepsBlobs ? new StoreExport(archives, Blobs, Memory) : new EngineExport(archives, Blobs, Memory);
}
