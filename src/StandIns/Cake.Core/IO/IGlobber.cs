namespace Cake.Core.IO;

/// <summary>Finds files by pattern.</summary>
public interface IGlobber
{
    IEnumerable<Path> Match(GlobPattern pattern, GlobberSettings settings);
}
