namespace Cake.Core.IO;

/// <summary>How deep a search goes.</summary>
public enum SearchScope
{
    Current = 0,
    Recursive = 1,
}
