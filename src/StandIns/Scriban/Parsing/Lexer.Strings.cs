using System.Globalization;
using System.Text;

namespace Scriban.Parsing;

/// <content>Strings, plain, verbatim and interpolated.</content>
internal sealed partial class Lexer
{
    private void ReadString()
    {
        var start = _position;
        var quote = _text[_position++];
        var content = new StringBuilder();
        while (_position < _text.Length && _text[_position] != quote)
        {
            ReadCharacter(start, content, isInterpolated: false);
        }

        CloseString(start, content.ToString());
    }

    private void ReadVerbatim()
    {
        var start = _position++;
        var content = new StringBuilder();
        while (_position < _text.Length && (_text[_position] != '`' || At(_position + 1) == '`'))
        {
            content.Append(_text[_position]);
            _position += _text[_position] == '`' ? 2 : 1;
        }

        CloseString(start, content.ToString());
    }

    private void CloseString(int start, string content)
    {
        if (_position >= _text.Length)
        {
            Add(TokenKind.Invalid, _text.Length - 1, _text.Length - 1);
            return;
        }

        Add(TokenKind.String, start, _position++, content);
    }

    private void ReadInterpolated(int start)
    {
        var quote = _text[_position++];
        Add(TokenKind.InterpolatedBegin, start, _position - 1);
        var content = new StringBuilder();
        var contentStart = _position;
        while (_position < _text.Length && _text[_position] != quote)
        {
            if (_text[_position] != '{')
            {
                ReadCharacter(start, content, isInterpolated: true);
                continue;
            }

            Add(TokenKind.String, contentStart, _position - 1, content.ToString());
            Add(TokenKind.InterpolatedOpen, _position, _position, "{");
            _position++;
            ReadCode(inInterpolation: true);
            content.Clear();
            contentStart = _position;
        }

        Add(TokenKind.String, contentStart, _position - 1, content.ToString());
        if (_position >= _text.Length)
        {
            Add(TokenKind.Invalid, _text.Length - 1, _text.Length - 1);
            return;
        }

        Add(TokenKind.InterpolatedEnd, _position, _position);
        _position++;
    }

    private void ReadCharacter(int start, StringBuilder content, bool isInterpolated)
    {
        var c = _text[_position++];
        if (c != '\\')
        {
            content.Append(c);
            return;
        }

        var escaped = At(_position++);
        switch (escaped)
        {
            case '\n':
                break;
            case '\r':
                _position += At(_position) == '\n' ? 1 : 0;
                break;
            case 'u':
                ReadCodeUnit(content, 4);
                break;
            case 'x':
                ReadCodeUnit(content, 2);
                break;
            case '{' when isInterpolated:
                content.Append(escaped);
                break;
            default:
                if (Unescaped(escaped) is { } plain)
                {
                    content.Append(plain);
                }
                else
                {
                    Error(start, _position - 1, $"Unexpected escape character `{escaped}` in string");
                }

                break;
        }
    }

    private static char? Unescaped(char escaped) =>
        escaped switch
        {
            '\\' or '"' or '\'' or '`' => escaped,
            '0' => '\0',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\v',
            _ => null,
        };

    private void ReadCodeUnit(StringBuilder content, int digits)
    {
        var end = Math.Min(_position + digits, _text.Length);
        if (ushort.TryParse(_text[_position..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            content.Append((char)unit);
            _position = end;
        }
        else
        {
            Error(_position - 2, _position - 1, $"Expecting {digits} hexadecimal digits after `\\{_text[_position - 1]}` in string");
        }
    }
}
