namespace Scriban.Parsing;

/// <summary>What a token is. Some names appear in messages.</summary>
internal enum TokenKind
{
    Eof,
    Invalid,
    Raw,
    CodeEnter,
    CodeExit,
    NewLine,
    SemiColon,
    Identifier,
    IdentifierSpecial,
    Number,
    String,
    InterpolatedBegin,
    InterpolatedOpen,
    InterpolatedClose,
    InterpolatedEnd,
    Operator,
}
