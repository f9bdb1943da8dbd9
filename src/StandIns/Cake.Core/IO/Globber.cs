namespace Cake.Core.IO;

/// <summary>Has the place of the real one; the subset cannot make a pattern to match with.</summary>
internal sealed class Globber : IGlobber
{
    public IEnumerable<Path> Match(GlobPattern pattern, GlobberSettings settings) =>
        throw new NotSupportedException("Globbing is not part of this stand-in.");
}
