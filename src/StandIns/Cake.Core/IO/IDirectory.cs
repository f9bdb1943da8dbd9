namespace Cake.Core.IO;

/// <summary>A folder, there or not.</summary>
public interface IDirectory : IFileSystemInfo
{
    new DirectoryPath Path { get; }

    void Create();

    void Delete(bool recursive);

    IEnumerable<IDirectory> GetDirectories(string filter, SearchScope scope);

    IEnumerable<IFile> GetFiles(string filter, SearchScope scope);
}
