namespace Images.Rendering.Linting.Shell;

/// <summary>Finds the commands of a shell script and the pipes between them.</summary>
/// <remarks>
/// Quotes, substitutions, here-documents, comments, the patterns of <c>case</c> and conditions in double brackets are heeded, so that a bar in one
/// of them is no pipe (POSIX.1-2017, Shell Command Language). Never fails: what is no shell comes out as some commands.
/// </remarks>
internal sealed class ShellReader
{
    private const int DeepestNesting = 100;

    private readonly ShellWordReader source;
    private readonly List<ShellCommand> commands = [];
    private readonly Queue<(string Word, bool StripTabs)> hereDocuments = [];
    private readonly ShellListMarks marks;
    private int depth;

    private ShellReader(string script)
    {
        source = new ShellWordReader(script, ReadGroup);
        marks = new ShellListMarks(commands);
    }

    /// <summary>Reads a script.</summary>
    /// <param name="script">The script.</param>
    /// <returns>The simple commands in the order in which they end; those of a substitution before the one that uses it.</returns>
    public static IReadOnlyList<ShellCommand> Read(string script) => ReadAll(script).commands;

    /// <summary>Reads a script's outermost lists.</summary>
    /// <param name="script">The script.</param>
    /// <returns>The lists in order, with what is inside them.</returns>
    public static IReadOnlyList<ShellList> ReadLists(string script) => ReadAll(script).marks.Lists;

    private static ShellReader ReadAll(string script)
    {
        var reader = new ShellReader(script);
        while (!reader.source.AtEnd)
        {
            reader.ReadGroup('\0');
        }

        return reader;
    }

    private void ReadGroup(char end)
    {
        if (++depth > DeepestNesting)
        {
            source.Skip(int.MaxValue);
        }

        var level = new ShellLevel(commands);
        while (!source.AtEnd)
        {
            if (source.Current == end && !level.InPatterns)
            {
                source.Skip(1);
                break;
            }

            Step(level, end);
        }

        level.End(isPiped: false);
        if (depth == 1)
        {
            marks.Close(level, isBackground: false);
        }

        depth--;
    }

    private void Step(ShellLevel level, char end)
    {
        var (start, before) = (source.Position, commands.Count);
        switch (source.Current)
        {
            case ' ' or '\t' or '\r':
                source.Skip(1);
                return;
            case '\n':
                source.Skip(1);
                level.End(isPiped: false);
                EndLine(level);
                return;
            case '#':
                source.SkipLine();
                return;
            case '|' or '&' or ';' or '(' or ')' when level.InPatterns || level.InCondition:
                level.EndPatterns(source.Current);
                source.Skip(1);
                break;
            case '|' or '&' or ';' or '(' or ')':
                Operator(level, start, before);
                return;
            case '<' or '>':
                Redirection(end);
                break;
            default:
                var word = source.ReadWord(end);
                if (!(source.IsAt('<') || source.IsAt('>')) || !word.All(char.IsAsciiDigit))
                {
                    level.Add(word);
                }

                break;
        }

        Mark(start, before, joins: false);
    }

    private void Mark(int start, int before, bool joins)
    {
        if (depth == 1)
        {
            marks.Take(start, source.Position, joins, before);
        }
    }

    private void EndLine(ShellLevel level)
    {
        if (depth == 1)
        {
            marks.Close(level, isBackground: false);
        }

        if (hereDocuments.Count > 0)
        {
            source.SkipHereDocuments(hereDocuments);
            if (depth == 1)
            {
                marks.TakeDocuments(source.Position);
            }
        }
    }

    private void Operator(ShellLevel level, int start, int before)
    {
        var text = source.Take("&&", "||", "|&", ";;&", ";;", ";&", "&>>", "&>", "((", "|", "&", ";", "(", ")");
        switch (text)
        {
            case "&>" or "&>>":
                break;
            case "((":
                source.SkipPast("))");
                break;
            default:
                level.End(isPiped: text is "|" or "|&");
                if (text.StartsWith(";;", StringComparison.Ordinal) || text == ";&")
                {
                    level.NextPattern();
                }
                else if (text == "(")
                {
                    ReadGroup(')');
                }

                break;
        }

        if (text is ";" or "&" && depth == 1)
        {
            marks.Close(level, text == "&");
        }
        else
        {
            Mark(start, before, text is "&&" or "||" or "|" or "|&");
        }
    }

    private void Redirection(char end)
    {
        var text = source.Take("<<<", "<<-", "<<", "<(", ">(", "<&", ">&", ">|", ">>", "<>", "<", ">");
        if (text is "<(" or ">(")
        {
            ReadGroup(')');
            return;
        }

        source.SkipBlanks();
        var target = source.AtWord ? source.ReadWord(end) : string.Empty;
        if (text is "<<" or "<<-")
        {
            hereDocuments.Enqueue((target, text == "<<-"));
        }
    }
}
