using Images.Definitions.Syntax;
using Images.Definitions.Yaml;

namespace Images.Definitions;

/// <summary>A definition file that was read and compared with the table of keys.</summary>
/// <param name="File">The path as shown to people.</param>
/// <param name="Root">The file's mapping without its wrong parts; empty when the file could not be read.</param>
internal sealed record DefinitionFile(string File, YamlMapping Root)
{
    /// <summary>Gets whether the file could be read; if not, what it says is unknown and no fault of other files.</summary>
    public bool IsRead { get; private init; } = true;

    /// <summary>Gets the place that stands for the whole file.</summary>
    public SourceLocation Start => new(File, 1, 1);

    /// <summary>Makes a file of its bytes.</summary>
    /// <param name="file">The path as shown to people.</param>
    /// <param name="bytes">The content.</param>
    /// <param name="shape">The keys that it may have.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>The file.</returns>
    public static DefinitionFile Parse(string file, ReadOnlySpan<byte> bytes, RecordShape shape, DefinitionErrors errors)
    {
        var document = YamlReader.Read(bytes);
        foreach (var problem in document.Problems)
        {
            errors.Add(new(file, problem.Line, problem.Column), problem.Message);
        }

        if (document.Root is null && document.Problems.Count > 0)
        {
            return Unread(file);
        }

        var root = document.Root is null or YamlText { IsNull: true } ? Empty(file).Root : document.Root;
        return new ShapeChecker(file, errors).Check(root, shape, "the file") is YamlMapping mapping ? new(file, mapping) : Unread(file);
    }

    /// <summary>Makes a file without any key.</summary>
    /// <param name="file">The path as shown to people.</param>
    /// <returns>The file.</returns>
    public static DefinitionFile Empty(string file) => new(file, new YamlMapping([], 1, 1) { Weight = 1, Height = 1 });

    /// <summary>Makes a file that could not be read.</summary>
    /// <param name="file">The path as shown to people.</param>
    /// <returns>The file.</returns>
    public static DefinitionFile Unread(string file) => Empty(file) with { IsRead = false };
}
