namespace Cake.Core.IO;

/// <summary>What files and folders on disk have in common.</summary>
internal abstract class DiskEntry : IFileSystemInfo
{
    private readonly FileSystemInfo _info;

    private protected DiskEntry(Path path, FileSystemInfo info)
    {
        Path = path;
        _info = info;
    }

    public Path Path { get; }

    public bool Exists => Current.Exists;

    public bool Hidden => Exists && _info.Attributes.HasFlag(FileAttributes.Hidden);

    public DateTime? LastWriteTimeUtc => Exists ? _info.LastWriteTimeUtc : null;

    public DateTime? CreationTimeUtc => Exists ? _info.CreationTimeUtc : null;

    public DateTime? LastAccessTimeUtc => Exists ? _info.LastAccessTimeUtc : null;

    public UnixFileMode? UnixFileMode => Exists && !OperatingSystem.IsWindows() ? _info.UnixFileMode : null;

    private FileSystemInfo Current
    {
        get
        {
            _info.Refresh();
            return _info;
        }
    }
}
