using SystemPath = System.IO.Path;

namespace Cake.Core.IO;

/// <summary>The path of a folder.</summary>
public sealed class DirectoryPath : Path
{
    public DirectoryPath(string path)
        : base(path) { }

    public static implicit operator DirectoryPath(string path) => FromString(path);

    public static DirectoryPath FromString(string path) => new(path);

    public string GetDirectoryName() => Segments.Length > 0 ? Segments[^1].TrimStart('/') : FullPath;

    /// <summary>The file's name, without its folder, in this folder.</summary>
    public FilePath GetFilePath(FilePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new(SystemPath.Combine(FullPath, path.GetFilename().FullPath));
    }

    public FilePath CombineWithFilePath(FilePath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.IsRelative
            ? new(SystemPath.Combine(FullPath, path.FullPath))
            : throw new InvalidOperationException("Cannot combine a directory path with an absolute file path.");
    }

    public DirectoryPath Combine(DirectoryPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.IsRelative
            ? new(SystemPath.Combine(FullPath, path.FullPath))
            : throw new InvalidOperationException("Cannot combine a directory path with an absolute directory path.");
    }

    public DirectoryPath MakeAbsolute(ICakeEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return IsRelative ? environment.WorkingDirectory.Combine(this).Collapse() : new DirectoryPath(FullPath);
    }

    public DirectoryPath MakeAbsolute(DirectoryPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.IsRelative)
        {
            throw new InvalidOperationException("Cannot make a directory path absolute with a relative directory path.");
        }

        return IsRelative ? path.Combine(this).Collapse() : new DirectoryPath(FullPath);
    }

    public DirectoryPath Collapse() => new(Collapse(this));

    /// <summary>The folder above, or null at the root.</summary>
    public DirectoryPath? GetParent()
    {
        var collapsed = Collapse(this);
        if (collapsed is "/" or ".")
        {
            return null;
        }

        var cut = collapsed.LastIndexOf('/');
        return cut < 0 ? new DirectoryPath("./") : new DirectoryPath(cut == 0 ? "/" : collapsed[..cut]);
    }
}
