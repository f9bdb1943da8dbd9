using Scriban.Syntax;

namespace Scriban.Parsing;

/// <summary>Makes a page of a template's text. What is wrong becomes messages; the page then only fills the gap.</summary>
internal sealed partial class Parser
{
    private readonly SourceText _source;
    private readonly LogMessageBag _messages;
    private readonly List<Token> _tokens;
    private int _index;

    public Parser(string text, string path, LogMessageBag messages)
    {
        _source = new SourceText(path, text);
        _messages = messages;
        _tokens = new Lexer(_source, messages).Read();
    }

    private Token Current => _tokens[_index];

    private Token Previous => _tokens[Math.Max(0, _index - 1)];

    private Token Following => _tokens[Math.Min(_index + 1, _tokens.Count - 1)];

    /// <summary>Whether nothing, not even a blank, stands between the current token and the one before.</summary>
    private bool IsAdjacent => _index > 0 && Previous.End + 1 == Current.Start;

    public ScriptPage ParsePage()
    {
        var statements = new List<ScriptStatement>();
        while (Current.Kind != TokenKind.Eof)
        {
            if (Current.IsWord("end"))
            {
                Error(
                    Current.End,
                    Current.End,
                    "Error while parsing ScriptPage: Found <end> statement without a corresponding beginning of a block in: ..."
                );
                _index++;
                ExpectEndOfStatement();
                continue;
            }

            ParseNext(statements);
        }

        return new ScriptPage(new ScriptBlock(_source, 0, Math.Max(0, _source.Text.Length - 1), [.. statements]));
    }

    /// <summary>Takes one token outside statements, or one statement.</summary>
    private void ParseNext(List<ScriptStatement> statements)
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Raw:
                statements.Add(new ScriptRawText(_source, token.Start, token.End));
                _index++;
                break;
            case TokenKind.CodeEnter:
                statements.Add(new ScriptCodeEnter(_source, token.Start, token.End, (string)token.Value));
                _index++;
                break;
            case TokenKind.CodeExit:
                statements.Add(new ScriptCodeExit(_source, token.Start, token.End));
                _index++;
                break;
            case TokenKind.NewLine or TokenKind.SemiColon:
                _index++;
                break;
            default:
                if (ParseStatement() is { } statement)
                {
                    statements.Add(statement);
                }

                break;
        }
    }

    /// <summary>
    /// Takes statements up to <c>end</c>, which is taken too, or to <c>else</c> or <c>when</c>, which are left. A block that is
    /// not ended is an error of the statement that it belongs to.
    /// </summary>
    private ScriptBlock ParseBlock(StatementForm form, bool stopsAtElse = false, bool stopsAtWhen = false)
    {
        var start = Current.Start;
        var statements = new List<ScriptStatement>();
        while (true)
        {
            if (Current.Kind == TokenKind.Eof)
            {
                Error(Previous, $"{form.Prefix}The <end> statement was not found in: {form.Syntax}");
                break;
            }

            if (Current.IsWord("end"))
            {
                _index++;
                break;
            }

            if (((stopsAtElse && Current.IsWord("else")) || (stopsAtWhen && Current.IsWord("when"))))
            {
                break;
            }

            ParseNext(statements);
        }

        return new ScriptBlock(_source, start, Previous.End, [.. statements]);
    }

    private void ExpectEndOfStatement()
    {
        if (!IsEndOfStatement(Current))
        {
            Error(Current, $"Invalid token found `{TextOf(Current)}`. Expecting <EOL>/end of line.");
            SkipStatement();
        }
    }

    private void SkipStatement()
    {
        while (!IsEndOfStatement(Current))
        {
            _index++;
        }
    }

    private static bool IsEndOfStatement(Token token) =>
        token.Kind is TokenKind.NewLine or TokenKind.SemiColon or TokenKind.CodeExit or TokenKind.Eof or TokenKind.Raw;

    private bool Accept(string sign)
    {
        if (!Current.Is(sign))
        {
            return false;
        }

        _index++;
        return true;
    }

    private void SkipNewLines()
    {
        while (Current.Kind == TokenKind.NewLine)
        {
            _index++;
        }
    }

    private string TextOf(Token token) =>
        token.Kind == TokenKind.Eof
            ? "<eof>"
            : _source
                .Slice(token.Start, token.End)
                .Replace("\r", "\\r", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal);

    private void Error(Token token, string message) => Error(token.Start, token.End, message);

    private void Error(int start, int end, string message) =>
        _messages.Add(new LogMessage(ParserMessageType.Error, _source.Span(start, end), message));
}
