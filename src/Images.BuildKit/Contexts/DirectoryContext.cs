using System.Security.Cryptography;
using System.Text;

namespace Images.BuildKit.Contexts;

/// <summary>
/// A build context that is a directory of this machine. Symbolic links inside it are sent as links and never followed, so no
/// file outside it can get into an image.
/// </summary>
public sealed class DirectoryContext : IContextSource
{
    /// <summary>Takes a directory; it is read when the engine asks.</summary>
    /// <param name="path">Absolute, or relative to the current directory.</param>
    public DirectoryContext(string path)
    {
        Root = Path.GetFullPath(path);
        SharedKey = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}:{Root}")));
    }

    /// <summary>The directory's absolute path.</summary>
    public string Root { get; }

    /// <inheritdoc/>
    public string SharedKey { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ContextEntry> List(string directory) => throw new NotImplementedException();

    /// <inheritdoc/>
    public Stream Open(string path, ContextEntry expected) => throw new NotImplementedException();
}
