namespace Images.Rendering.Importing.Hcl;

/// <summary>The head of a loop: <c>for KEY, VALUE in ...</c>.</summary>
internal static class HclLoop
{
    /// <summary>Reads the names up to <c>in</c>.</summary>
    /// <param name="cursor">The text, behind <c>for</c>.</param>
    /// <returns>The names; the second is null where one stands alone.</returns>
    public static (string First, string? Second) Names(HclCursor cursor)
    {
        cursor.SkipBlanks(lines: true);
        var first = Name(cursor);
        string? second = null;
        if (cursor.Takes(","))
        {
            cursor.SkipBlanks(lines: true);
            second = Name(cursor);
        }

        if (cursor.Word() != "in")
        {
            cursor.Fail("'in' is expected here");
        }

        return (first, second);
    }

    /// <summary>Goes over a value.</summary>
    /// <param name="value">A list or an object.</param>
    /// <param name="first">The first name.</param>
    /// <param name="second">The second name, or null.</param>
    /// <param name="scope">The scope around.</param>
    /// <returns>A scope for each item.</returns>
    /// <exception cref="FormatException">It is neither a list nor an object.</exception>
    public static IEnumerable<HclScope> Over(object? value, string first, string? second, HclScope scope)
    {
        var items = value switch
        {
            IReadOnlyDictionary<string, object?> mapping => mapping.Select(entry => (Key: (object?)entry.Key, entry.Value)),
            _ => HclValue.List(value).Select((item, index) => (Key: (object?)(decimal)index, Value: item)),
        };
        return items.Select(item => second is null ? scope.With((first, item.Value)) : scope.With((first, item.Key), (second, item.Value)));
    }

    private static string Name(HclCursor cursor)
    {
        var name = cursor.Word();
        if (name is null)
        {
            cursor.Fail("a name is expected here");
        }

        cursor.SkipBlanks(lines: true);
        return name;
    }
}
