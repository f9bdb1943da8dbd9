namespace Images.Rendering;

/// <summary>A template or partial that was read.</summary>
/// <param name="Path">Relative to the family's root, forward slashes.</param>
/// <param name="Text">Its text, LF line ends.</param>
/// <param name="Number">Its place in the order of reading.</param>
internal sealed record TemplateFile(string Path, string Text, int Number)
{
    private string? marked;

    /// <summary>Gets the text with the marks of its lines.</summary>
    public string Marked => marked ??= TemplateLineMarks.Insert(Text, Number);

    /// <summary>Gets a line of the text.</summary>
    /// <param name="number">Counted from 1.</param>
    /// <returns>The line without its end; empty past the end of the file.</returns>
    public string Line(int number) => Text.Split('\n').ElementAtOrDefault(number - 1) ?? string.Empty;
}
