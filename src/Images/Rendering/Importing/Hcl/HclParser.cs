namespace Images.Rendering.Importing.Hcl;

/// <summary>Reads HCL: attributes and blocks. Specification: the structural syntax of HCL 2.</summary>
/// <param name="cursor">The text.</param>
internal sealed class HclParser(HclCursor cursor)
{
    private readonly HclExpressionParser expressions = new(cursor);

    /// <summary>Reads a whole file.</summary>
    /// <param name="file">The file's name, for errors.</param>
    /// <param name="text">The text.</param>
    /// <returns>What is in it.</returns>
    /// <exception cref="ImportException">It is no HCL.</exception>
    public static HclBody Parse(string file, string text)
    {
        var cursor = new HclCursor(file, text.TrimStart('\uFEFF'));
        var body = new HclParser(cursor).Body();
        return cursor.AtEnd ? body : throw new ImportException(cursor.Here, "there is nothing that this '}' ends");
    }

    private HclBody Body()
    {
        var (attributes, blocks) = (new List<HclAttribute>(), new List<HclBlock>());
        cursor.Enter();
        while (true)
        {
            cursor.SkipBlanks(lines: true);
            if (cursor.AtEnd || cursor.Next == '}')
            {
                cursor.Leave();
                return new(attributes, blocks);
            }

            Entry(attributes, blocks);
        }
    }

    private void Entry(List<HclAttribute> attributes, List<HclBlock> blocks)
    {
        var place = cursor.Here;
        if (cursor.Word() is not { } name)
        {
            cursor.Fail("a name is expected here");
            return;
        }

        cursor.SkipBlanks(lines: false);
        if (cursor.Next == '=' && cursor.Peek(1) != '=')
        {
            cursor.Position++;
            if (attributes.Any(attribute => attribute.Name == name))
            {
                throw new ImportException(place, $"'{name}' stands here twice");
            }

            cursor.SkipBlanks(lines: false);
            attributes.Add(new(name, expressions.Read(), place));
            EndOfLine();
            return;
        }

        var labels = new List<string>();
        while (cursor.Next != '{')
        {
            labels.Add(Label());
            cursor.SkipBlanks(lines: false);
        }

        cursor.Position++;
        var body = Body();
        cursor.Expect("}");
        blocks.Add(new(name, labels, body, place));
    }

    private string Label()
    {
        if (cursor.Takes("\""))
        {
            var label = cursor.TakeWhile(character => character is not ('"' or '\n'));
            cursor.Expect("\"");
            return label;
        }

        if (cursor.Word() is { } word)
        {
            return word;
        }

        cursor.Fail("'=' or '{' is expected here");
        return string.Empty;
    }

    private void EndOfLine()
    {
        cursor.SkipBlanks(lines: false);
        if (!cursor.AtEnd && cursor.Next is not ('\n' or '}'))
        {
            cursor.Fail("the line is expected to end here");
        }
    }
}
