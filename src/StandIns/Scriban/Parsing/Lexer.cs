namespace Scriban.Parsing;

/// <summary>Cuts a template into text, code blocks and the tokens inside them.</summary>
internal sealed partial class Lexer(SourceText source, LogMessageBag messages)
{
    private readonly string _text = source.Text;
    private readonly List<Token> _tokens = [];
    private int _position;

    public List<Token> Read()
    {
        var rawStart = 0;
        while (_position < _text.Length)
        {
            if (EscapeLevel() is var level and > 0)
            {
                AddRaw(rawStart, _position - 1);
                rawStart = ReadEscapeBlock(level);
            }
            else if (StartsWith("{{"))
            {
                rawStart = ReadCodeBlock(rawStart);
            }
            else
            {
                var next = _text.IndexOf('{', _position + 1);
                _position = next < 0 ? _text.Length : next;
            }
        }

        AddRaw(rawStart, _text.Length - 1);
        Add(TokenKind.Eof, _text.Length, _text.Length);
        return _tokens;
    }

    private int ReadCodeBlock(int rawStart)
    {
        var start = _position;
        var rawEnd = start - 1;
        string indent = null;
        var mode = At(start + 2);
        if (mode == '-')
        {
            while (rawEnd >= rawStart && char.IsWhiteSpace(_text[rawEnd]))
            {
                rawEnd--;
            }
        }
        else
        {
            var lineStart = start;
            while (lineStart > rawStart && _text[lineStart - 1] is ' ' or '\t')
            {
                lineStart--;
            }

            if (mode == '~')
            {
                rawEnd = lineStart - 1;
            }
            else if (lineStart < start && (lineStart == 0 || _text[lineStart - 1] == '\n'))
            {
                indent = _text[lineStart..start];
            }
        }

        _position += mode is '-' or '~' ? 3 : 2;
        AddRaw(rawStart, rawEnd);
        Add(TokenKind.CodeEnter, start, _position - 1, indent);
        ReadCode(inInterpolation: false);
        return _position;
    }

    /// <summary>The number of percent signs in <c>{%{</c>, <c>{%%{</c> and so on; 0 anywhere else.</summary>
    private int EscapeLevel()
    {
        var end = _position + 1;
        while (At(end) == '%')
        {
            end++;
        }

        return At(_position) == '{' && At(end) == '{' ? end - _position - 1 : 0;
    }

    private int ReadEscapeBlock(int level)
    {
        var start = _position + level + 2;
        var close = "}" + new string('%', level) + "}";
        var end = _text.IndexOf(close, start, StringComparison.Ordinal);
        AddRaw(start, end < 0 ? _text.Length - 1 : end - 1);
        _position = end < 0 ? _text.Length : end + close.Length;
        return _position;
    }

    /// <summary>Ends a code block: the white space that its end takes away is skipped.</summary>
    private void ReadCodeExit()
    {
        var start = _position;
        var mode = At(start);
        _position += mode == '}' ? 2 : 3;
        Add(TokenKind.CodeExit, start, _position - 1);
        if (mode == '-')
        {
            while (char.IsWhiteSpace(At(_position)))
            {
                _position++;
            }
        }
        else if (mode == '~')
        {
            while (At(_position) is ' ' or '\t')
            {
                _position++;
            }

            if (StartsWith("\r\n"))
            {
                _position += 2;
            }
            else if (At(_position) == '\n')
            {
                _position++;
            }
        }
    }

    private bool IsCodeExit() => StartsWith("}}") || (At(_position) is '-' or '~' && At(_position + 1) == '}' && At(_position + 2) == '}');

    private bool StartsWith(string sign) => string.CompareOrdinal(_text, _position, sign, 0, sign.Length) == 0;

    private char At(int offset) => offset < _text.Length ? _text[offset] : '\0';

    private void AddRaw(int start, int end)
    {
        if (end >= start)
        {
            Add(TokenKind.Raw, start, end);
        }
    }

    private void Add(TokenKind kind, int start, int end, object value = null) => _tokens.Add(new Token(kind, start, end, value));

    private void Error(int start, int end, string message) =>
        messages.Add(new LogMessage(ParserMessageType.Error, source.Span(start, end), message));
}
