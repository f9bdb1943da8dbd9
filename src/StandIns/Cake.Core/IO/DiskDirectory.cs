namespace Cake.Core.IO;

/// <summary>A folder on disk.</summary>
internal sealed class DiskDirectory : DiskEntry, IDirectory
{
    internal DiskDirectory(DirectoryPath path)
        : base(path, new DirectoryInfo(path.FullPath)) => Path = path;

    public new DirectoryPath Path { get; }

    public void Create() => Directory.CreateDirectory(Path.FullPath);

    public void Delete(bool recursive) => Directory.Delete(Path.FullPath, recursive);

    public IEnumerable<IDirectory> GetDirectories(string filter, SearchScope scope) =>
        Directory.EnumerateDirectories(Path.FullPath, filter, Option(scope)).Select(found => new DiskDirectory(found));

    public IEnumerable<IFile> GetFiles(string filter, SearchScope scope) =>
        Directory.EnumerateFiles(Path.FullPath, filter, Option(scope)).Select(found => new DiskFile(found));

    private static SearchOption Option(SearchScope scope) =>
        scope == SearchScope.Recursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
}
