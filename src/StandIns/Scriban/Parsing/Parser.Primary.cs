using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Parsing;

/// <content>Literals, variables, and what follows them without a blank.</content>
internal sealed partial class Parser
{
    private ScriptExpression ParsePrimary()
    {
        var token = Next();
        switch (token.Kind)
        {
            case TokenKind.Number or TokenKind.String:
                return new ScriptLiteral(_source, token.Start, token.End, token.Value);
            case TokenKind.InterpolatedBegin:
                return ParseInterpolated(token);
            case TokenKind.IdentifierSpecial:
                return new ScriptLocalVariable(_source, token.Start, token.End, token.Name);
            case TokenKind.Identifier:
                return ParseIdentifier(token);
            case TokenKind.Operator when token.Is("("):
                var inner = Expect(StatementForm.Nested);
                return inner != null && Close(")") ? new ScriptNested(_source, token.Start, Previous.End, inner) : null;
            case TokenKind.Operator when token.Is("["):
                return ParseArray(token);
            case TokenKind.Operator when token.Is("{"):
                return ParseObject(token);
            default:
                _index--;
                Error(token, $"Unexpected token {TextOf(token)}");
                SkipStatement();
                return null;
        }
    }

    private ScriptExpression ParseIdentifier(Token token)
    {
        switch (token.Name)
        {
            case "true" or "false":
                return new ScriptLiteral(_source, token.Start, token.End, token.Name == "true");
            case "null":
                return new ScriptLiteral(_source, token.Start, token.End, null);
            case "do" when IsEndOfStatement(Current):
                var body = ParseBlock(StatementForm.AnonymousFunction);
                return new ScriptAnonymousFunction(_source, token.Start, Previous.End, new TemplateFunction([], body, null));
            case "for" or "while" when Current.Is(".") && Following.Kind == TokenKind.Identifier:
                _index++;
                var member = Next();
                return new ScriptLoopVariable(_source, token.Start, member.End, token.Name, member.Name);
            default:
                return new ScriptVariable(_source, token.Start, token.End, token.Name);
        }
    }

    private ScriptExpression ParsePostfix(ScriptExpression left)
    {
        while (left != null)
        {
            if (Current.Is(".") || Current.Is("?."))
            {
                left = ParseMember(left);
            }
            else if (Current.Is("[") && IsAdjacent && left is not ScriptArrayLiteral)
            {
                left = ParseIndexer(left);
            }
            else if (Current.Is("(") && IsAdjacent && left is ScriptPathExpression)
            {
                left = ParseParenthesisedCall(left);
            }
            else if ((Current.Is("++") || Current.Is("--")) && left is ScriptPathExpression path)
            {
                var sign = Next();
                return new ScriptIncrement(_source, left.Start, sign.End, path, (string)sign.Value, isPrefix: false);
            }
            else
            {
                break;
            }
        }

        return left;
    }

    private ScriptMember ParseMember(ScriptExpression target)
    {
        var sign = Next();
        if (Current.Kind != TokenKind.Identifier)
        {
            var kind = Current.Kind == TokenKind.Operator ? TextOf(Current) : Current.Kind.ToString();
            Error(Current, $"Invalid token `{kind}`. The dot operator is expected to be followed by a plain identifier");
            SkipStatement();
            return null;
        }

        var name = Next();
        return new ScriptMember(_source, target, name.Start, name.End, name.Name, sign.Is("?."));
    }

    private ScriptIndexer ParseIndexer(ScriptExpression target)
    {
        _index++;
        var index = StartsExpression(Current) ? ParseExpression() : ParsePrimary();
        if (index is null)
        {
            return null;
        }

        if (!Accept("]"))
        {
            Error(Current, $"Unexpected `{TextOf(Current)}`. Expecting ']'");
            SkipStatement();
            return null;
        }

        return new ScriptIndexer(_source, target, index, Previous.End);
    }

    private ScriptCall ParseParenthesisedCall(ScriptExpression target)
    {
        _index++;
        var arguments = new List<(string, ScriptExpression)>();
        while (!Current.Is(")"))
        {
            var name = IsNamedArgument() ? Next().Name : null;
            _index += name is null ? 0 : 1;
            if (!StartsExpression(Current))
            {
                Error(Current, "Expecting an expression for argument function calls instead of this token.");
                SkipStatement();
                return null;
            }

            var value = ParseExpression();
            if (value is null)
            {
                return null;
            }

            arguments.Add((name, value));
            if (!Accept(","))
            {
                break;
            }
        }

        return Close(")") ? new ScriptCall(_source, target, [.. arguments], Previous.End) : null;
    }

    private bool Close(string sign)
    {
        if (Accept(sign))
        {
            return true;
        }

        Error(Current, $"Invalid token `{TextOf(Current)}`. Expecting a closing `{sign}`.");
        SkipStatement();
        return false;
    }

    private ScriptInterpolatedString ParseInterpolated(Token start)
    {
        var parts = new List<ScriptExpression>();
        while (Current.Kind != TokenKind.InterpolatedEnd)
        {
            if (Current.Kind == TokenKind.InterpolatedOpen)
            {
                _index++;
                parts.Add(StartsExpression(Current) ? ParseExpression() : ParsePrimary());
                if (parts[^1] is null)
                {
                    return null;
                }

                if (Current.Kind != TokenKind.InterpolatedClose)
                {
                    Error(Current, $"Unexpected token {TextOf(Current)}");
                    SkipStatement();
                    return null;
                }

                _index++;
            }
            else if (Current.Kind == TokenKind.String)
            {
                parts.Add(ParsePrimary());
            }
            else
            {
                ParsePrimary();
                return null;
            }
        }

        _index++;
        return new ScriptInterpolatedString(_source, start.Start, Previous.End, [.. parts]);
    }

    private ScriptArrayLiteral ParseArray(Token start)
    {
        var items = new List<ScriptExpression>();
        SkipNewLines();
        while (StartsExpression(Current))
        {
            items.Add(ParseExpression());
            if (items[^1] is null)
            {
                return null;
            }

            SkipNewLines();
            if (!Accept(","))
            {
                break;
            }

            SkipNewLines();
        }

        if (!Accept("]"))
        {
            Error(Current, $"Unexpected token found `{TextOf(Current)}` while expecting `]`.");
            SkipStatement();
            return null;
        }

        return new ScriptArrayLiteral(_source, start.Start, Previous.End, [.. items]);
    }

    private ScriptObjectLiteral ParseObject(Token start)
    {
        var members = new List<(string, ScriptExpression)>();
        SkipNewLines();
        while (Current.Kind is TokenKind.Identifier or TokenKind.String)
        {
            var name = Next();
            if (!Accept(":"))
            {
                Error(
                    Current,
                    $"Unexpected token `{TextOf(Current)}` Expecting a colon : after identifier `{name.Value}` for object initializer member name"
                );
                SkipStatement();
                return null;
            }

            SkipNewLines();
            var value = StartsExpression(Current) ? ParseExpression() : ParsePrimary();
            if (value is null)
            {
                return null;
            }

            members.Add(((string)name.Value, value));
            SkipNewLines();
            if (!Accept(","))
            {
                break;
            }

            SkipNewLines();
        }

        if (!Accept("}"))
        {
            Error(Current, $"Unexpected token found `{TextOf(Current)}` while expecting `}}`.");
            SkipStatement();
            return null;
        }

        return new ScriptObjectLiteral(_source, start.Start, Previous.End, [.. members]);
    }
}
