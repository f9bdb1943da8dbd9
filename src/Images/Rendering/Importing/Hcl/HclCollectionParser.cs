using Images.Definitions;

namespace Images.Rendering.Importing.Hcl;

/// <summary>Reads what stands between brackets: lists, objects, for-expressions, arguments of functions.</summary>
/// <param name="cursor">The text, behind the opening bracket.</param>
/// <param name="expressions">Reads what is inside.</param>
internal sealed class HclCollectionParser(HclCursor cursor, HclExpressionParser expressions)
{
    /// <summary>Reads a list.</summary>
    /// <returns>What evaluates it.</returns>
    public HclExpression List()
    {
        if (For() is { } loop)
        {
            var item = expressions.ReadEnclosed();
            var condition = Condition();
            cursor.Expect("]");
            return scope => loop(scope).Where(inner => condition(inner)).Select(inner => item(inner)).ToList();
        }

        var items = Items("]");
        return scope => items.Select(item => item.Value(scope)).ToList();
    }

    /// <summary>Reads an object.</summary>
    /// <returns>What evaluates it.</returns>
    public HclExpression Object()
    {
        if (For() is { } loop)
        {
            return ObjectLoop(loop);
        }

        var entries = new List<(HclExpression Key, HclExpression Value)>();
        while (true)
        {
            cursor.SkipBlanks(lines: true);
            if (cursor.Takes("}"))
            {
                return scope =>
                    HclValue.Object(entries.Select(entry => KeyValuePair.Create(HclValue.Text(entry.Key(scope)), entry.Value(scope))));
            }

            var key = Key();
            cursor.SkipBlanks(lines: true);
            if (!cursor.Takes("=") && !cursor.Takes(":"))
            {
                cursor.Fail("'=' is expected behind the key");
            }

            entries.Add((key, expressions.ReadEnclosed()));
            cursor.Takes(",");
        }
    }

    /// <summary>Reads the arguments of a function.</summary>
    /// <param name="name">The function.</param>
    /// <param name="place">Where its name stands.</param>
    /// <returns>What calls it.</returns>
    public HclExpression Call(string name, SourceLocation place)
    {
        var arguments = Items(")");
        return scope =>
        {
            var function =
                scope.Function(name)
                ?? throw new ImportException(
                    place,
                    $"the function '{name}' is not known here{NearNames.Hint(name, scope.FunctionNames)}; write the values out with 'docker buildx bake --print', and import that"
                );
            var values = arguments.SelectMany(argument =>
                argument.IsSpread ? HclValue.List(argument.Value(scope)) : [argument.Value(scope)]
            );
            try
            {
                return function([.. values]);
            }
            catch (Exception error) when (error is FormatException or OverflowException or ArgumentException)
            {
                throw new ImportException(place, $"{name}: {error.Message.ReplaceLineEndings(" ")}");
            }
        };
    }

    private List<(HclExpression Value, bool IsSpread)> Items(string end)
    {
        var items = new List<(HclExpression, bool)>();
        while (true)
        {
            cursor.SkipBlanks(lines: true);
            if (cursor.Takes(end))
            {
                return items;
            }

            var value = expressions.ReadEnclosed();
            items.Add((value, cursor.Takes("...")));
            cursor.SkipBlanks(lines: true);
            if (!cursor.Takes(",") && !cursor.Sees(end))
            {
                cursor.Fail($"',' or '{end}' is expected here");
            }
        }
    }

    private HclExpression Key()
    {
        var start = cursor.Position;
        if (cursor.Word() is { } word)
        {
            cursor.SkipBlanks(lines: false);
            if (cursor.Next is '=' or ':')
            {
                return _ => word;
            }

            cursor.Position = start;
        }

        return expressions.ReadEnclosed();
    }

    private HclExpression ObjectLoop(Func<HclScope, IEnumerable<HclScope>> loop)
    {
        var key = expressions.ReadEnclosed();
        cursor.Expect("=>");
        var value = expressions.ReadEnclosed();
        var isGrouped = cursor.Takes("...");
        var condition = Condition();
        cursor.Expect("}");
        return scope =>
        {
            var entries = loop(scope)
                .Where(inner => condition(inner))
                .Select(inner => (Key: HclValue.Text(key(inner)), Value: value(inner)))
                .ToList();
            return isGrouped
                ? HclValue.Object(
                    entries
                        .GroupBy(entry => entry.Key, StringComparer.Ordinal)
                        .Select(group => KeyValuePair.Create(group.Key, (object?)group.Select(entry => entry.Value).ToList()))
                )
                : HclValue.Object(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)));
        };
    }

    private Func<HclScope, IEnumerable<HclScope>>? For()
    {
        var start = cursor.Position;
        cursor.SkipBlanks(lines: true);
        if (cursor.Word() != "for" || cursor.Next is not (' ' or '\t' or '\n'))
        {
            cursor.Position = start;
            return null;
        }

        var (first, second) = HclLoop.Names(cursor);
        var over = expressions.ReadEnclosed();
        cursor.Expect(":");
        return scope => HclLoop.Over(over(scope), first, second, scope);
    }

    private Func<HclScope, bool> Condition()
    {
        cursor.SkipBlanks(lines: true);
        var start = cursor.Position;
        if (cursor.Word() != "if")
        {
            cursor.Position = start;
            return _ => true;
        }

        var condition = expressions.ReadEnclosed();
        return scope => HclValue.Truth(condition(scope));
    }
}
