namespace Scriban.Parsing;

/// <content>The tokens inside code blocks.</content>
internal sealed partial class Lexer
{
    // Longer signs come before those that they start with.
    private static readonly string[] Signs =
    [
        "..<",
        "//=",
        "..",
        "?.",
        "??",
        "?!",
        "==",
        "!=",
        "<=",
        ">=",
        "&&",
        "||",
        "++",
        "--",
        "+=",
        "-=",
        "*=",
        "/=",
        "%=",
        "//",
        "<<",
        ">>",
        "|>",
        "+",
        "-",
        "*",
        "/",
        "%",
        "=",
        "!",
        "<",
        ">",
        "|",
        "&",
        "?",
        ":",
        ".",
        ",",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "^",
        "@",
        "~",
    ];

    /// <summary>Reads up to and with the end of the code block, or of the braces inside an interpolated string.</summary>
    private void ReadCode(bool inInterpolation)
    {
        var depth = 0;
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (depth == 0 && inInterpolation && c == '}')
            {
                Add(TokenKind.InterpolatedClose, _position, _position, "}");
                _position++;
                return;
            }

            if (depth == 0 && !inInterpolation && IsCodeExit())
            {
                ReadCodeExit();
                return;
            }

            if (c == '#')
            {
                SkipComment();
            }
            else if (c is '\n' or '\r')
            {
                ReadNewLine();
            }
            else if (char.IsWhiteSpace(c))
            {
                _position++;
            }
            else
            {
                depth +=
                    c == '{' ? 1
                    : c == '}' ? -1
                    : 0;
                ReadToken(c);
            }
        }
    }

    private void ReadNewLine()
    {
        var start = _position;
        while (char.IsWhiteSpace(At(_position)))
        {
            _position++;
        }

        Add(TokenKind.NewLine, start, _position - 1);
    }

    private void SkipComment()
    {
        var isLong = At(_position + 1) == '#';
        _position += isLong ? 2 : 1;
        while (_position < _text.Length && !IsCodeExit())
        {
            if (isLong && StartsWith("##"))
            {
                _position += 2;
                return;
            }

            if (!isLong && _text[_position] is '\n' or '\r')
            {
                return;
            }

            _position++;
        }
    }

    private void ReadToken(char c)
    {
        if (c is '"' or '\'')
        {
            ReadString();
        }
        else if (c == '`')
        {
            ReadVerbatim();
        }
        else if (c == '$')
        {
            ReadSpecial();
        }
        else if (char.IsAsciiDigit(c))
        {
            ReadNumber();
        }
        else if (char.IsLetter(c) || c == '_')
        {
            var start = _position;
            SkipName();
            Add(TokenKind.Identifier, start, _position - 1, _text[start.._position]);
        }
        else
        {
            ReadSign(c);
        }
    }

    private void ReadSpecial()
    {
        var start = _position++;
        if (At(_position) is '"' or '\'')
        {
            ReadInterpolated(start);
            return;
        }

        if (At(_position) == '$')
        {
            _position++;
        }
        else
        {
            SkipName();
        }

        Add(TokenKind.IdentifierSpecial, start, _position - 1, _text[start.._position]);
    }

    private void ReadSign(char c)
    {
        if (c == ';')
        {
            Add(TokenKind.SemiColon, _position, _position);
            _position++;
            return;
        }

        foreach (var sign in Signs)
        {
            if (StartsWith(sign))
            {
                Add(TokenKind.Operator, _position, _position + sign.Length - 1, sign);
                _position += sign.Length;
                return;
            }
        }

        Add(TokenKind.Invalid, _position, _position);
        _position++;
    }

    private void SkipName()
    {
        while (char.IsLetterOrDigit(At(_position)) || At(_position) == '_')
        {
            _position++;
        }
    }
}
