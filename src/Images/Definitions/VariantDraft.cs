using Images.Definitions.Structure;
using Images.Definitions.Yaml;

namespace Images.Definitions;

/// <summary>A variant on its way from the file to <see cref="Variant"/>.</summary>
/// <param name="image">The image.</param>
/// <param name="cell">The combination.</param>
/// <param name="interpolator">Replaces the axes for this combination.</param>
/// <param name="values">The image's file with every axis replaced.</param>
internal sealed class VariantDraft(ImageSource image, MatrixCell cell, Interpolator interpolator, YamlMapping values)
{
    /// <summary>Gets the image.</summary>
    public ImageSource Image { get; } = image;

    /// <summary>Gets the combination.</summary>
    public MatrixCell Cell { get; } = cell;

    /// <summary>Gets what replaces the axes for this combination.</summary>
    public Interpolator Interpolator { get; } = interpolator;

    /// <summary>Gets the image's file with every axis replaced.</summary>
    public YamlMapping Values { get; } = values;

    /// <summary>Gets the id.</summary>
    public string Id { get; } = cell.AxisCount == 0 ? image.Name : $"{image.Name}:{cell.FolderName}";

    /// <summary>Gets or sets the variant of ours that this one is built from, or null.</summary>
    public VariantDraft? Parent { get; set; }

    /// <summary>Gets the tags that it won.</summary>
    public List<Tag> Tags { get; } = [];

    /// <summary>Gets or sets what it hands on to its descendants; null until it is resolved.</summary>
    public InheritedValues? Resolved { get; set; }

    /// <summary>Gets or sets the secrets of its own build.</summary>
    public IReadOnlyList<SecretDefinition> Secrets { get; set; } = [];

    /// <summary>Gets or sets the SSH agents of its own build.</summary>
    public IReadOnlyList<SshDefinition> Ssh { get; set; } = [];

    /// <summary>Gets or sets its files of structure tests.</summary>
    public IReadOnlyList<StructureFile> StructureFiles { get; set; } = [];

    /// <summary>Gets or sets whether its ancestors are being followed.</summary>
    public bool IsOnPath { get; set; }
}
