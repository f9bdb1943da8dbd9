using SystemPath = System.IO.Path;

namespace Cake.Core.IO;

/// <summary>The path of a file.</summary>
public sealed class FilePath : Path
{
    public FilePath(string path)
        : base(path) { }

    public bool HasExtension => SystemPath.HasExtension(FullPath);

    public static implicit operator FilePath(string path) => FromString(path);

    public static FilePath FromString(string path) => new(path);

    public DirectoryPath GetDirectory() => new(SystemPath.GetDirectoryName(FullPath) is { Length: > 0 } directory ? directory : "./");

    public FilePath GetFilename() => new(SystemPath.GetFileName(FullPath));

    public FilePath GetFilenameWithoutExtension() => new(SystemPath.GetFileNameWithoutExtension(FullPath));

    /// <summary>The extension with its dot, or null when there is none.</summary>
    public string? GetExtension() => SystemPath.GetExtension(FullPath) is { Length: > 0 } extension ? extension : null;

    public FilePath ChangeExtension(string extension) => new(SystemPath.ChangeExtension(FullPath, extension));

    public FilePath AppendExtension(string extension)
    {
        ArgumentNullException.ThrowIfNull(extension);
        return new(FullPath + (extension.StartsWith('.') ? extension : "." + extension));
    }

    public FilePath MakeAbsolute(ICakeEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return IsRelative ? environment.WorkingDirectory.CombineWithFilePath(this).Collapse() : new FilePath(FullPath);
    }

    public FilePath MakeAbsolute(DirectoryPath path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.IsRelative)
        {
            throw new InvalidOperationException("Cannot make a file path absolute with a relative directory path.");
        }

        return IsRelative ? path.CombineWithFilePath(this).Collapse() : new FilePath(FullPath);
    }

    public FilePath Collapse() => new(Collapse(this));
}
