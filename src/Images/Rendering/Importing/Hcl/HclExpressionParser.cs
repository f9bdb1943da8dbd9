using System.Globalization;

namespace Images.Rendering.Importing.Hcl;

/// <summary>Reads expressions. Specification: the expression syntax of HCL 2.</summary>
/// <param name="cursor">The text.</param>
internal sealed class HclExpressionParser(HclCursor cursor)
{
    // From the weakest to the strongest; of two that begin alike the longer comes first.
    private static readonly string[][] Levels =
    [
        ["||"],
        ["&&"],
        ["==", "!="],
        ["<=", ">=", "<", ">"],
        ["+", "-"],
        ["*", "/", "%"],
    ];

    // Inside parentheses and brackets an expression goes on over the ends of lines.
    private int enclosing;

    private bool Lines => enclosing > 0;

    /// <summary>Reads an expression.</summary>
    /// <returns>What evaluates it.</returns>
    /// <exception cref="ImportException">There is none.</exception>
    public HclExpression Read()
    {
        cursor.Enter();
        var condition = Binary(0);
        Skip();
        if (!cursor.Takes("?"))
        {
            cursor.Leave();
            return condition;
        }

        Skip();
        var yes = Read();
        Skip();
        cursor.Expect(":");
        Skip();
        var no = Read();
        cursor.Leave();
        return Located(scope => HclValue.Truth(condition(scope)) ? yes(scope) : no(scope));
    }

    /// <summary>Reads an expression that may go on over the ends of lines.</summary>
    /// <returns>What evaluates it.</returns>
    public HclExpression ReadEnclosed()
    {
        enclosing++;
        Skip();
        var expression = Read();
        Skip();
        enclosing--;
        return expression;
    }

    private HclExpression Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var left = Binary(level + 1);
        while (true)
        {
            Skip();
            if (Levels[level].FirstOrDefault(cursor.Sees) is not { } sign)
            {
                return left;
            }

            cursor.Position += sign.Length;
            Skip();
            var (first, second) = (left, Binary(level + 1));
            left = Located(scope => HclOperators.Apply(sign, first, second, scope));
        }
    }

    private HclExpression Unary()
    {
        Skip();
        if (cursor.Next == '!' && cursor.Peek(1) != '=')
        {
            cursor.Position++;
            var operand = Nested(Unary);
            return Located(scope => !HclValue.Truth(operand(scope)));
        }

        if (cursor.Takes("-"))
        {
            var operand = Nested(Unary);
            return Located(scope => -HclValue.Number(operand(scope)));
        }

        return Term();
    }

    private HclExpression Nested(Func<HclExpression> read)
    {
        cursor.Enter();
        var expression = read();
        cursor.Leave();
        return expression;
    }

    private HclExpression Term()
    {
        var value = Start();
        while (true)
        {
            if (Lines)
            {
                cursor.SkipBlanks(lines: true);
            }

            if (cursor.Next == '.' && cursor.Peek(1) != '.')
            {
                cursor.Position++;
                value = Member(value);
            }
            else if (cursor.Takes("["))
            {
                value = Index(value);
            }
            else
            {
                return value;
            }
        }
    }

    private HclExpression Member(HclExpression of)
    {
        if (cursor.Takes("*"))
        {
            return Splat(of);
        }

        var name = cursor.Word() ?? cursor.TakeWhile(char.IsAsciiDigit);
        if (name.Length == 0)
        {
            cursor.Fail("a name is expected behind '.'");
        }

        return Located(scope => HclOperators.Index(of(scope), name));
    }

    private HclExpression Index(HclExpression of)
    {
        cursor.SkipBlanks(lines: true);
        if (cursor.Takes("*"))
        {
            cursor.SkipBlanks(lines: true);
            cursor.Expect("]");
            return Splat(of);
        }

        var index = ReadEnclosed();
        cursor.Expect("]");
        return Located(scope => HclOperators.Index(of(scope), index(scope)));
    }

    // What follows belongs to each item.
    private HclExpression Splat(HclExpression of)
    {
        var names = new List<string>();
        while (cursor.Takes("."))
        {
            names.Add(cursor.Word() ?? cursor.TakeWhile(char.IsAsciiDigit));
        }

        return Located(scope =>
        {
            var value = of(scope);
            IReadOnlyList<object?> items = value is null ? [] : value as IReadOnlyList<object?> ?? [value];
            return items.Select(item => names.Aggregate(item, HclOperators.Index)).ToList();
        });
    }

    private HclExpression Start()
    {
        if (cursor.Takes("("))
        {
            var inner = ReadEnclosed();
            cursor.Expect(")");
            return inner;
        }

        if (cursor.Takes("["))
        {
            return new HclCollectionParser(cursor, this).List();
        }

        if (cursor.Takes("{"))
        {
            return new HclCollectionParser(cursor, this).Object();
        }

        if (cursor.Takes("\""))
        {
            return new HclTemplateParser(cursor, this).Quoted();
        }

        if (cursor.Sees("<<"))
        {
            return HclHereDocument.Read(cursor);
        }

        return char.IsAsciiDigit(cursor.Next) ? Number() : Name();
    }

    private HclExpression Number()
    {
        var text = cursor.TakeWhile(char.IsAsciiDigit);
        if (cursor.Next == '.' && char.IsAsciiDigit(cursor.Peek(1)))
        {
            cursor.Position++;
            text += "." + cursor.TakeWhile(char.IsAsciiDigit);
        }

        if (cursor.Next is 'e' or 'E')
        {
            cursor.Position++;
            text += "e" + cursor.TakeWhile(character => char.IsAsciiDigit(character) || character is '+' or '-');
        }

        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            cursor.Fail($"'{text}' is no number that can be used");
        }

        return _ => number;
    }

    private HclExpression Name()
    {
        var place = cursor.Here;
        if (cursor.Word() is not { } name)
        {
            cursor.Fail("a value is expected here");
            return _ => null;
        }

        switch (name)
        {
            case "true":
                return _ => true;
            case "false":
                return _ => false;
            case "null":
                return _ => null;
        }

        if (cursor.Takes("("))
        {
            return new HclCollectionParser(cursor, this).Call(name, place);
        }

        return scope =>
            scope.TryGet(name, out var value)
                ? value
                : throw new ImportException(
                    place,
                    $"there is no variable '{name}'{Definitions.NearNames.Hint(name, scope.Names)}; write the values out with 'docker buildx bake --print' where it means another target, and import that"
                );
    }

    private void Skip() => cursor.SkipBlanks(Lines);

    private HclExpression Located(HclExpression expression)
    {
        var place = cursor.Here;
        return scope =>
        {
            try
            {
                return expression(scope);
            }
            catch (Exception error) when (error is FormatException or OverflowException or ArgumentException)
            {
                throw new ImportException(place, error.Message.ReplaceLineEndings(" "));
            }
        };
    }
}
