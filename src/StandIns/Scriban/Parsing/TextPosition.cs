namespace Scriban.Parsing;

/// <summary>A place in a template: offset, line and column, all zero based.</summary>
public struct TextPosition
{
    public TextPosition(int offset, int line, int column)
    {
        Offset = offset;
        Line = line;
        Column = column;
    }

    public int Offset { get; set; }

    public int Column { get; set; }

    public int Line { get; set; }

    public override string ToString() => $"({Offset}:{Line},{Column})";

    internal TextPosition NextColumn() => new(Offset + 1, Line, Column + 1);
}
