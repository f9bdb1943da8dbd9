namespace Images.Rendering.Importing.Hcl;

/// <summary>Reads texts of several lines: <c>&lt;&lt;EOT ... EOT</c>, with a dash also indented.</summary>
internal static class HclHereDocument
{
    /// <summary>Reads one.</summary>
    /// <param name="cursor">The text, at the two signs.</param>
    /// <returns>What evaluates the text.</returns>
    /// <exception cref="ImportException">It does not end.</exception>
    public static HclExpression Read(HclCursor cursor)
    {
        cursor.Expect("<<");
        var isIndented = cursor.Takes("-");
        var word = cursor.Word();
        cursor.TakeWhile(character => character is ' ' or '\r');
        if (word is null || !cursor.Takes("\n"))
        {
            cursor.Fail("a word and the end of the line are expected behind '<<'");
        }

        var place = cursor.Here;
        var lines = new List<string>();
        while (true)
        {
            if (cursor.AtEnd)
            {
                throw new ImportException(place, $"this text does not end: write '{word}' alone in a line behind it");
            }

            var start = cursor.Position;
            var line = cursor.TakeWhile(character => character != '\n').TrimEnd('\r');
            if (line.Trim() == word)
            {
                // The end of the line ends the attribute, too.
                cursor.Position = start + line.Length;
                break;
            }

            lines.Add(line);
            cursor.Takes("\n");
        }

        if (isIndented)
        {
            var indent = lines
                .Where(line => line.Trim().Length > 0)
                .Select(line => line.Length - line.TrimStart().Length)
                .DefaultIfEmpty(0)
                .Min();
            lines = [.. lines.Select(line => line[Math.Min(indent, line.Length)..])];
        }

        var inner = new HclCursor(place.File, string.Concat(lines.Select(line => line + "\n")), place.Line);
        return new HclTemplateParser(inner, new HclExpressionParser(inner)).Whole();
    }
}
