namespace Scriban.Parsing;

/// <summary>How grave a message of the parser is.</summary>
public enum ParserMessageType
{
    Error,
    Warning,
}
