namespace Images.Definitions.Yaml;

/// <summary>How much a definition file may ask for; each limit is far beyond what people write.</summary>
internal static class YamlLimits
{
    /// <summary>Bytes of a file.</summary>
    public const int FileBytes = 1 << 20;

    /// <summary>Levels of nesting, with aliases written out.</summary>
    public const int Depth = 32;

    /// <summary>Nodes of a file, with aliases written out.</summary>
    public const int ExpandedNodes = 100_000;
}
