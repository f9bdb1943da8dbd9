namespace Scriban.Parsing;

/// <summary>The text of a template; turns offsets into lines and columns when a message needs them.</summary>
internal sealed class SourceText(string path, string text)
{
    private int[] _lineStarts;

    public string Text => text;

    public SourceSpan Span(int start, int end) => new(path, Position(start), Position(end));

    public string Slice(int start, int end)
    {
        var from = Math.Clamp(start, 0, text.Length);
        return text[from..Math.Clamp(end + 1, from, text.Length)];
    }

    private TextPosition Position(int offset)
    {
        _lineStarts ??= [0, .. text.Index().Where(c => c.Item == '\n').Select(c => c.Index + 1)];
        var found = Array.BinarySearch(_lineStarts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return new TextPosition(offset, line, offset - _lineStarts[line]);
    }
}
