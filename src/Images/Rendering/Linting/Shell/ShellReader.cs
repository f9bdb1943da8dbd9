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
    private int depth;

    private ShellReader(string script) => source = new ShellWordReader(script, ReadGroup);

    /// <summary>Reads a script.</summary>
    /// <param name="script">The script.</param>
    /// <returns>The simple commands in the order in which they end; those of a substitution before the one that uses it.</returns>
    public static IReadOnlyList<ShellCommand> Read(string script)
    {
        var reader = new ShellReader(script);
        while (!reader.source.AtEnd)
        {
            reader.ReadGroup('\0');
        }

        return reader.commands;
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
        depth--;
    }

    private void Step(ShellLevel level, char end)
    {
        switch (source.Current)
        {
            case ' ' or '\t' or '\r':
                source.Skip(1);
                break;
            case '\n':
                source.Skip(1);
                level.End(isPiped: false);
                source.SkipHereDocuments(hereDocuments);
                break;
            case '#':
                source.SkipLine();
                break;
            case '|' or '&' or ';' or '(' or ')' when level.InPatterns || level.InCondition:
                level.EndPatterns(source.Current);
                source.Skip(1);
                break;
            case '|' or '&' or ';' or '(' or ')':
                Operator(level);
                break;
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
    }

    private void Operator(ShellLevel level)
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
