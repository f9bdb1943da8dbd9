namespace Cake.Core.IO;

/// <summary>A file, there or not.</summary>
public interface IFile : IFileSystemInfo
{
    new FilePath Path { get; }

    long Length { get; }

    void Copy(FilePath destination, bool overwrite);

    void Delete();

    Stream Open(FileMode fileMode, FileAccess fileAccess, FileShare fileShare);
}
