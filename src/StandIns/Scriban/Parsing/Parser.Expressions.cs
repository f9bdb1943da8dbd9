using Scriban.Syntax;

namespace Scriban.Parsing;

/// <content>Expressions of several parts, from the loosest to the tightest.</content>
internal sealed partial class Parser
{
    private const int OrPrecedence = 30;
    private const int UnaryPrecedence = 200;

    private static int PrecedenceOf(Token token) =>
        token.Kind != TokenKind.Operator
            ? 0
            : (string)token.Value switch
            {
                "??" or "?!" => 20,
                "||" => OrPrecedence,
                "&&" => 40,
                "==" or "!=" => 70,
                "<" or ">" or "<=" or ">=" => 80,
                "+" or "-" => 100,
                "*" or "/" or "//" or "%" or "<<" or ">>" => 110,
                ".." or "..<" => 120,
                _ => 0,
            };

    private static bool IsAssignment(Token token) =>
        token.Kind == TokenKind.Operator && (string)token.Value is "=" or "+=" or "-=" or "*=" or "/=" or "//=" or "%=";

    private static bool StartsExpression(Token token) =>
        token.Kind switch
        {
            TokenKind.Identifier or TokenKind.IdentifierSpecial or TokenKind.Number or TokenKind.String or TokenKind.InterpolatedBegin =>
                true,
            TokenKind.Operator => (string)token.Value is "(" or "[" or "{" or "@" or "!" or "-" or "+" or "^" or "++" or "--",
            _ => false,
        };

    /// <summary>An expression that a construct needs; without one an error of that construct, and null.</summary>
    private ScriptExpression Expect(StatementForm form)
    {
        if (StartsExpression(Current))
        {
            return ParseExpression();
        }

        MissingExpression(form);
        return null;
    }

    private ScriptExpression ExpectBinary(StatementForm form, int precedence, bool isArgument = false)
    {
        if (StartsExpression(Current))
        {
            return ParseBinary(precedence, isArgument);
        }

        MissingExpression(form);
        return null;
    }

    private void MissingExpression(StatementForm form)
    {
        var what = form == StatementForm.Binary ? "an <expression> to the right of the operator" : "<expression>";
        Error(Current, $"{form.Prefix}Expecting {what} instead of `{TextOf(Current)}` in: {form.Syntax}");
    }

    private ScriptExpression ParseExpression(bool isTopLevel = false)
    {
        var left = ParseBinary(0, isArgument: false);
        while (left != null)
        {
            if (Accept("?"))
            {
                left = ParseConditional(left);
            }
            else if (Current.Is("|") || Current.Is("|>"))
            {
                _index++;
                SkipNewLines();
                var right = ExpectBinary(StatementForm.Pipe, 0);
                left = right is null ? null : new ScriptPipe(_source, left, right);
            }
            else if (IsAssignment(Current) && !(isTopLevel && IsDeclaration(left)))
            {
                return ParseAssignment(left, isTopLevel);
            }
            else
            {
                break;
            }
        }

        return left;
    }

    /// <summary>Whether <c>=</c> after an expression makes it a function: <c>name(x) = value</c>.</summary>
    private static bool IsDeclaration(ScriptExpression left) => left is ScriptCall { Target: ScriptPathExpression };

    private ScriptConditional ParseConditional(ScriptExpression condition)
    {
        SkipNewLines();
        var then = ParseExpression();
        if (!Accept(":"))
        {
            Error(Current, $"Unexpected token found `{TextOf(Current)}` while expecting `:`.");
            SkipStatement();
            return null;
        }

        SkipNewLines();
        var otherwise = ParseExpression();
        return then is null || otherwise is null ? null : new ScriptConditional(_source, condition, then, otherwise);
    }

    private ScriptAssignment ParseAssignment(ScriptExpression left, bool isTopLevel)
    {
        var sign = Next();
        if (!isTopLevel || left is not ScriptPathExpression target)
        {
            Error(
                left.Start,
                left.End,
                $"{StatementForm.Assign.Prefix}Expression is only allowed for a top level assignment in: {StatementForm.Assign.Syntax}"
            );
            ParseExpression();
            return null;
        }

        SkipNewLines();
        var value = Expect(StatementForm.Assign);
        return value is null ? null : new ScriptAssignment(_source, target, sign, value);
    }

    /// <summary>
    /// Operands and operators that bind tighter than <paramref name="precedence"/>. Arguments parted by blanks belong to what
    /// stands before them, unless it is itself an argument.
    /// </summary>
    private ScriptExpression ParseBinary(int precedence, bool isArgument)
    {
        var left = ParseUnary(isArgument);
        while (left != null)
        {
            if (PrecedenceOf(Current) is var next and > 0)
            {
                if (next <= precedence)
                {
                    break;
                }

                var sign = Next();
                var right = ExpectBinary(StatementForm.Binary, next, isArgument);
                left = right is null ? null : new ScriptBinary(_source, left, sign, right);
            }
            else if (!isArgument && StartsExpression(Current) && !(Current.IsWord("in") || Current.IsWord("end")))
            {
                left = ParseCall(left, precedence);
            }
            else
            {
                break;
            }
        }

        return left;
    }

    private ScriptCall ParseCall(ScriptExpression target, int precedence)
    {
        var arguments = new List<(string, ScriptExpression)>();
        while (StartsExpression(Current))
        {
            if (IsNamedArgument())
            {
                var name = Next().Name;
                _index++;
                arguments.Add((name, StartsExpression(Current) ? ParseUnary(isArgument: true) : ParseBinary(precedence, true)));
            }
            else
            {
                arguments.Add((null, ParseBinary(precedence, isArgument: true)));
            }

            if (arguments[^1].Item2 is null)
            {
                return null;
            }
        }

        return new ScriptCall(_source, target, [.. arguments], Previous.End);
    }

    private bool IsNamedArgument() => Current.Kind == TokenKind.Identifier && Following.Is(":") && Current.End + 1 == Following.Start;

    private ScriptExpression ParseUnary(bool isArgument)
    {
        var token = Current;
        if (token.Kind != TokenKind.Operator)
        {
            return ParsePostfix(ParsePrimary());
        }

        var sign = (string)token.Value;
        switch (sign)
        {
            case "@":
                _index++;
                var named = StartsExpression(Current) ? ParsePostfix(ParsePrimary()) : ExpectBinary(StatementForm.Unary, 0);
                return named is null ? null : new ScriptAlias(_source, token.Start, named);
            case "!" or "-" or "+" or "^":
                _index++;
                var operand = ExpectBinary(StatementForm.Unary, UnaryPrecedence, isArgument);
                return operand is null ? null : new ScriptUnary(_source, token.Start, sign, operand);
            case "++" or "--":
                _index++;
                var target = ExpectBinary(StatementForm.Unary, UnaryPrecedence, isArgument: true);
                return target is ScriptPathExpression path
                    ? new ScriptIncrement(_source, token.Start, path.End, path, sign, isPrefix: true)
                    : NotAssignable(token, target);
            default:
                return ParsePostfix(ParsePrimary());
        }
    }

    private ScriptExpression NotAssignable(Token sign, ScriptExpression target)
    {
        if (target != null)
        {
            Error(sign, $"{StatementForm.Unary.Prefix}Expecting a variable in: {StatementForm.Unary.Syntax}");
        }

        return null;
    }
}
