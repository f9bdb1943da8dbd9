namespace Cake.Core.IO;

/// <summary>A pattern for files; the subset cannot make one.</summary>
public sealed class GlobPattern
{
    internal GlobPattern() { }
}
