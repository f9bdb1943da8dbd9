namespace Scriban.Parsing;

/// <summary>A stretch of a template; both ends belong to it.</summary>
public struct SourceSpan
{
    public SourceSpan(string fileName, TextPosition start, TextPosition end)
    {
        FileName = fileName;
        Start = start;
        End = end;
    }

    public string FileName { get; set; }

    public TextPosition Start { get; set; }

    public TextPosition End { get; set; }

    public override string ToString() => $"{FileName}({Start})-({End})";

    public string ToStringSimple() => $"{FileName}({Start.Line + 1},{Start.Column + 1})";

    internal SourceSpan AfterEnd() => new(FileName, End.NextColumn(), End.NextColumn());
}
