namespace Scriban.Parsing;

/// <summary>
/// One token; both ends belong to it. <paramref name="Value"/> is the name of an identifier, the sign of an operator, the
/// content of a string, the value of a number, or the indentation before a code block.
/// </summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, object Value = null)
{
    public string Name => Kind is TokenKind.Identifier or TokenKind.IdentifierSpecial ? (string)Value : null;

    public bool Is(string sign) => Kind == TokenKind.Operator && (string)Value == sign;

    public bool IsWord(string word) => Kind == TokenKind.Identifier && (string)Value == word;
}
