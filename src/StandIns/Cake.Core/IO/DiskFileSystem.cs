namespace Cake.Core.IO;

/// <summary>The files of this machine.</summary>
internal sealed class DiskFileSystem : IFileSystem
{
    public IFile GetFile(FilePath path) => new DiskFile(path);

    public IDirectory GetDirectory(DirectoryPath path) => new DiskDirectory(path);
}
