namespace Cake.Core.IO;

/// <summary>How a pattern is matched; the subset cannot make one.</summary>
public sealed class GlobberSettings
{
    internal GlobberSettings() { }
}
