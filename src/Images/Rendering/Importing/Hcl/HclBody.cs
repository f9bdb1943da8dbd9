using Images.Definitions;

namespace Images.Rendering.Importing.Hcl;

/// <summary>What stands in a file or between the braces of a block.</summary>
/// <param name="Attributes">Names with values, in their order.</param>
/// <param name="Blocks">The blocks, in their order.</param>
internal sealed record HclBody(IReadOnlyList<HclAttribute> Attributes, IReadOnlyList<HclBlock> Blocks)
{
    /// <summary>Finds an attribute.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The attribute, or null.</returns>
    public HclAttribute? Attribute(string name) => Attributes.LastOrDefault(attribute => attribute.Name == name);
}

/// <summary>A name with its value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
/// <param name="Location">Where the name stands.</param>
internal sealed record HclAttribute(string Name, HclExpression Value, SourceLocation Location);

/// <summary>A block such as <c>target "app" { ... }</c>.</summary>
/// <param name="Type">The first word.</param>
/// <param name="Labels">The words behind it.</param>
/// <param name="Body">What is in it.</param>
/// <param name="Location">Where its type stands.</param>
internal sealed record HclBlock(string Type, IReadOnlyList<string> Labels, HclBody Body, SourceLocation Location);
