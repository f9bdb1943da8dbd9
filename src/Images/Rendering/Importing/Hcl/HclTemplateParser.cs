using System.Globalization;
using System.Text;

namespace Images.Rendering.Importing.Hcl;

/// <summary>Reads texts with <c>${...}</c> and <c>%{...}</c> in them. Specification: the template syntax of HCL 2.</summary>
/// <param name="cursor">The text.</param>
/// <param name="expressions">Reads what stands between the braces.</param>
internal sealed class HclTemplateParser(HclCursor cursor, HclExpressionParser expressions)
{
    private bool isQuoted;

    /// <summary>Reads up to the closing quote.</summary>
    /// <returns>What evaluates the text.</returns>
    public HclExpression Quoted()
    {
        isQuoted = true;
        var text = Joined(Parts());
        cursor.Expect("\"");
        return text;
    }

    /// <summary>Reads to the end of the text.</summary>
    /// <returns>What evaluates the text.</returns>
    public HclExpression Whole()
    {
        var text = Joined(Parts());
        if (!cursor.AtEnd)
        {
            cursor.Fail("nothing is open that this could end");
        }

        return text;
    }

    // What one '${...}' alone gives keeps its kind.
    private static HclExpression Joined(List<HclExpression> parts) =>
        parts switch
        {
            [] => _ => string.Empty,
            [var part] => part,
            _ => scope => string.Concat(parts.Select(part => HclValue.Text(part(scope)))),
        };

    private List<HclExpression> Parts()
    {
        var parts = new List<HclExpression>();
        var literal = new StringBuilder();
        var trims = false;
        cursor.Enter();
        while (!cursor.AtEnd && !(isQuoted && cursor.Next == '"') && !EndsHere())
        {
            if (cursor.Sees("$${") || cursor.Sees("%%{"))
            {
                literal.Append(cursor.Next).Append('{');
                cursor.Position += 3;
            }
            else if (cursor.Sees("${") || cursor.Sees("%{"))
            {
                Flush(cursor.Peek(2) == '~');
                parts.Add(Inserted(out trims));
                if (trims)
                {
                    cursor.TakeWhile(char.IsWhiteSpace);
                }
            }
            else
            {
                Character(literal);
            }
        }

        Flush(trim: cursor.Sees("%{~"));
        cursor.Leave();
        return parts;

        void Flush(bool trim)
        {
            var text = trim ? literal.ToString().TrimEnd() : literal.ToString();
            literal.Clear();
            if (text.Length > 0)
            {
                parts.Add(_ => text);
            }
        }
    }

    private bool EndsHere()
    {
        var start = cursor.Position;
        if (!cursor.Takes("%{"))
        {
            return false;
        }

        cursor.Takes("~");
        cursor.SkipBlanks(lines: true);
        var word = cursor.Word();
        cursor.Position = start;
        return word is "else" or "endif" or "endfor";
    }

    private void Character(StringBuilder literal)
    {
        if (!isQuoted || cursor.Next != '\\')
        {
            if (isQuoted && cursor.Next == '\n')
            {
                cursor.Fail("this text does not end in its line: add '\"'");
            }

            literal.Append(cursor.Take());
            return;
        }

        cursor.Position++;
        var escape = cursor.Take();
        literal.Append(
            escape switch
            {
                'n' => "\n",
                'r' => "\r",
                't' => "\t",
                '"' or '\\' => escape.ToString(),
                'u' => CodePoint(4),
                'U' => CodePoint(8),
                _ => Unknown(escape),
            }
        );
    }

    private string Unknown(char escape)
    {
        cursor.Fail($"'\\{escape}' has no meaning; write '\\\\{escape}' for a backslash");
        return string.Empty;
    }

    private string CodePoint(int digits)
    {
        var text = string.Empty;
        while (text.Length < digits && char.IsAsciiHexDigit(cursor.Next))
        {
            text += cursor.Next;
            cursor.Position++;
        }

        var isKnown = int.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code);
        if (text.Length < digits || !isKnown)
        {
            cursor.Fail($"{digits} hexadecimal digits of a character are expected here");
        }

        return new Rune(code).ToString();
    }

    private HclExpression Inserted(out bool trims)
    {
        if (cursor.Takes("${"))
        {
            cursor.Takes("~");
            var value = expressions.ReadEnclosed();
            trims = Close();
            return value;
        }

        cursor.Expect("%{");
        cursor.Takes("~");
        cursor.SkipBlanks(lines: true);
        switch (cursor.Word())
        {
            case "if":
                return If(out trims);
            case "for":
                return For(out trims);
            default:
                cursor.Fail("'if' or 'for' is expected here");
                trims = false;
                return _ => null;
        }
    }

    private HclExpression If(out bool trims)
    {
        var condition = expressions.ReadEnclosed();
        var yes = Inner(Close());
        HclExpression no = _ => string.Empty;
        var word = Directive();
        if (word == "else")
        {
            no = Inner(Close());
            word = Directive();
        }

        End(word, "endif");
        trims = Close();
        return scope => HclValue.Text((HclValue.Truth(condition(scope)) ? yes : no)(scope));
    }

    private HclExpression For(out bool trims)
    {
        var (first, second) = HclLoop.Names(cursor);
        var over = expressions.ReadEnclosed();
        var inner = Inner(Close());
        End(Directive(), "endfor");
        trims = Close();
        return scope => string.Concat(HclLoop.Over(over(scope), first, second, scope).Select(each => HclValue.Text(inner(each))));
    }

    private HclExpression Inner(bool trims)
    {
        if (trims)
        {
            cursor.TakeWhile(char.IsWhiteSpace);
        }

        return Joined(Parts());
    }

    private string? Directive()
    {
        cursor.Expect("%{");
        cursor.Takes("~");
        cursor.SkipBlanks(lines: true);
        return cursor.Word();
    }

    private void End(string? word, string expected)
    {
        if (word != expected)
        {
            cursor.Fail($"'{expected}' is expected here");
        }
    }

    private bool Close()
    {
        cursor.SkipBlanks(lines: true);
        var trims = cursor.Takes("~");
        cursor.Expect("}");
        return trims;
    }
}
