namespace Cake.Core.IO;

/// <summary>A file on disk.</summary>
internal sealed class DiskFile : DiskEntry, IFile
{
    internal DiskFile(FilePath path)
        : base(path, new FileInfo(path.FullPath)) => Path = path;

    public new FilePath Path { get; }

    public long Length => new FileInfo(Path.FullPath).Length;

    public void Copy(FilePath destination, bool overwrite)
    {
        ArgumentNullException.ThrowIfNull(destination);
        File.Copy(Path.FullPath, destination.FullPath, overwrite);
    }

    public void Delete() => File.Delete(Path.FullPath);

    public Stream Open(FileMode fileMode, FileAccess fileAccess, FileShare fileShare) =>
        File.Open(Path.FullPath, fileMode, fileAccess, fileShare);
}
