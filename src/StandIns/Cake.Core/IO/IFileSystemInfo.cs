namespace Cake.Core.IO;

/// <summary>What files and folders have in common; times are null when nothing is there.</summary>
public interface IFileSystemInfo
{
    Path Path { get; }

    bool Exists { get; }

    bool Hidden { get; }

    DateTime? LastWriteTimeUtc => null;

    DateTime? CreationTimeUtc => null;

    DateTime? LastAccessTimeUtc => null;

    UnixFileMode? UnixFileMode => null;
}
