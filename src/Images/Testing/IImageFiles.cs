using System.Formats.Tar;

namespace Images.Testing;

/// <summary>The files of an image that is not run. Paths are resolved inside the image's own root, whatever links say.</summary>
public interface IImageFiles : IAsyncDisposable
{
    /// <summary>Reads a file or folder. A link at the end of the path is not followed, links on the way are.</summary>
    /// <param name="path">Its path from the root.</param>
    /// <param name="limit">The most bytes of its content; 0 for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What it is; null when it is not there.</returns>
    /// <exception cref="Engines.EngineException">The engine failed.</exception>
    Task<ImageFile?> ReadAsync(string path, int limit, CancellationToken cancellationToken);

    /// <summary>Shows everything in a folder, the folder itself first.</summary>
    /// <param name="path">Its path from the root.</param>
    /// <param name="visit">Is shown each entry with its path below the folder's parent; its data can be read until it returns.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it is there.</returns>
    /// <exception cref="Engines.EngineException">The engine failed.</exception>
    Task<bool> WalkAsync(string path, Func<TarEntry, CancellationToken, ValueTask> visit, CancellationToken cancellationToken);
}

/// <summary>A file, folder or link of an image.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Mode">Its permissions.</param>
/// <param name="Uid">The number of its user.</param>
/// <param name="Gid">The number of its group.</param>
public sealed record ImageFile(TarEntryType Type, UnixFileMode Mode, int Uid, int Gid)
{
    /// <summary>Gets where a link leads, as written; empty for everything else.</summary>
    public string Link { get; init; } = string.Empty;

    /// <summary>Gets a file's first bytes.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>Gets a file's length in bytes.</summary>
    public long Length { get; init; }

    /// <summary>Gets whether it is a folder.</summary>
    public bool IsFolder => Type == TarEntryType.Directory;

    /// <summary>Gets whether it is a symbolic link.</summary>
    public bool IsLink => Type == TarEntryType.SymbolicLink;

    /// <summary>Gets whether it is a file with content.</summary>
    public bool IsRegular => Type is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.HardLink;
}
