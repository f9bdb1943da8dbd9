using Images.Definitions.Yaml;

namespace Images.Definitions;

/// <summary>Turns a node's place into a location in a file.</summary>
internal static class NodeLocation
{
    /// <summary>Gets a node's location.</summary>
    /// <param name="node">The node.</param>
    /// <param name="file">The file as shown to people.</param>
    /// <returns>The location.</returns>
    public static SourceLocation At(this YamlNode node, string file) => new(file, node.Line, node.Column);
}
