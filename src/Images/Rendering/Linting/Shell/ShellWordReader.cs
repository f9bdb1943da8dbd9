using System.Text;

namespace Images.Rendering.Linting.Shell;

/// <summary>Reads the characters of a shell script, a word at a time.</summary>
/// <param name="script">The script.</param>
/// <param name="readGroup">Reads the commands of a substitution up to and with the character that ends it.</param>
internal sealed class ShellWordReader(string script, Action<char> readGroup)
{
    private int position;

    /// <summary>Gets how many characters were read.</summary>
    public int Position => position;

    /// <summary>Gets whether everything was read.</summary>
    public bool AtEnd => position >= script.Length;

    /// <summary>Gets whether a word begins here.</summary>
    public bool AtWord => !AtEnd && !IsMeta(Current);

    /// <summary>Gets the character here.</summary>
    public char Current => script[position];

    /// <summary>Says whether a character stands here.</summary>
    /// <param name="character">The character.</param>
    /// <returns>True when it does.</returns>
    public bool IsAt(char character) => !AtEnd && Current == character;

    /// <summary>Goes on.</summary>
    /// <param name="count">By how many characters; never past the end.</param>
    public void Skip(int count) => position = (int)Math.Min(script.Length, (long)position + count);

    /// <summary>Goes on to the end of the line.</summary>
    public void SkipLine() => position = script.IndexOf('\n', position) is var end and >= 0 ? end : script.Length;

    /// <summary>Goes on past a text, or to the end when it does not come.</summary>
    /// <param name="text">The text.</param>
    public void SkipPast(string text) =>
        position = script.IndexOf(text, position, StringComparison.Ordinal) is var start and >= 0 ? start + text.Length : script.Length;

    /// <summary>Goes on past blanks.</summary>
    public void SkipBlanks()
    {
        while (IsAt(' ') || IsAt('\t'))
        {
            position++;
        }
    }

    /// <summary>Reads an operator.</summary>
    /// <param name="operators">Those it may be, the longer before the shorter; one of them stands here.</param>
    /// <returns>The operator.</returns>
    public string Take(params ReadOnlySpan<string> operators)
    {
        foreach (var text in operators)
        {
            if (script.AsSpan(position).StartsWith(text, StringComparison.Ordinal))
            {
                position += text.Length;
                return text;
            }
        }

        return script[position++].ToString();
    }

    /// <summary>Goes on past the bodies of here-documents, at the start of a line.</summary>
    /// <param name="documents">The words that end them; empty afterwards.</param>
    public void SkipHereDocuments(Queue<(string Word, bool StripTabs)> documents)
    {
        while (documents.TryDequeue(out var document))
        {
            var line = string.Empty;
            while (!AtEnd && (document.StripTabs ? line.TrimStart('\t') : line) != document.Word)
            {
                var start = position;
                SkipLine();
                line = script[start..position];
                Skip(1);
            }
        }
    }

    /// <summary>Reads a word; the commands of its substitutions go where all commands go.</summary>
    /// <param name="end">The character that ends the group around the word.</param>
    /// <returns>The word, quotes taken away, substitutions of commands as <c>$()</c>.</returns>
    public string ReadWord(char end)
    {
        var word = new StringBuilder();
        while (!AtEnd && !IsMeta(Current) && !(end == '`' && Current == '`'))
        {
            switch (script[position++])
            {
                case '\'':
                    word.Append(Until('\''));
                    break;
                case '"':
                    DoubleQuoted(word);
                    break;
                case var character:
                    Plain(word, character);
                    break;
            }
        }

        return word.ToString();
    }

    private static bool IsMeta(char character) => character is ' ' or '\t' or '\r' or '\n' or ';' or '&' or '|' or '<' or '>' or '(' or ')';

    private void DoubleQuoted(StringBuilder word)
    {
        while (!AtEnd && Current != '"')
        {
            Plain(word, script[position++]);
        }

        Skip(1);
    }

    private void Plain(StringBuilder word, char character)
    {
        switch (character)
        {
            case '\\' when !AtEnd:
                word.Append(Current == '\n' ? "" : Current.ToString());
                position++;
                break;
            case '`':
                readGroup('`');
                word.Append("$()");
                break;
            case '$':
                Expansion(word);
                break;
            default:
                word.Append(character);
                break;
        }
    }

    private void Expansion(StringBuilder word)
    {
        if (script.AsSpan(position).StartsWith("((", StringComparison.Ordinal))
        {
            SkipPast("))");
            word.Append("$(())");
        }
        else if (IsAt('('))
        {
            position++;
            readGroup(')');
            word.Append("$()");
        }
        else if (IsAt('{'))
        {
            word.Append('$').Append(Until('}')).Append('}');
        }
        else
        {
            word.Append('$');
        }
    }

    private string Until(char end)
    {
        var start = position;
        var stop = script.IndexOf(end, position);
        position = stop < 0 ? script.Length : stop + 1;
        return script[start..(stop < 0 ? script.Length : stop)];
    }
}
