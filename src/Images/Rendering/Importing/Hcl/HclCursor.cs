using System.Diagnostics.CodeAnalysis;
using Images.Definitions;

namespace Images.Rendering.Importing.Hcl;

/// <summary>A place in a text of HCL that moves on as it is read.</summary>
/// <param name="file">The file's name, for errors.</param>
/// <param name="text">The text.</param>
/// <param name="line">The line of the text's beginning, from 1.</param>
internal sealed class HclCursor(string file, string text, int line = 1)
{
    /// <summary>How deeply expressions and blocks may be nested.</summary>
    public const int MostNested = 200;

    private int depth;

    /// <summary>Gets or sets the index of the next character.</summary>
    public int Position { get; set; }

    /// <summary>Gets whether nothing is left.</summary>
    public bool AtEnd => Position >= text.Length;

    /// <summary>Gets the next character, or NUL at the end.</summary>
    public char Next => Peek(0);

    /// <summary>Gets where the next character stands.</summary>
    public SourceLocation Here
    {
        get
        {
            var before = text.AsSpan(0, Math.Min(Position, text.Length));
            return new(file, line + before.Count('\n'), before.Length - before.LastIndexOf('\n'));
        }
    }

    /// <summary>Gets a later character.</summary>
    /// <param name="ahead">How far ahead.</param>
    /// <returns>The character, or NUL behind the end.</returns>
    public char Peek(int ahead) => Position + ahead < text.Length ? text[Position + ahead] : '\0';

    /// <summary>Whether the text goes on with this.</summary>
    /// <param name="expected">The words.</param>
    /// <returns>True when it does; nothing is taken.</returns>
    public bool Sees(string expected) => string.CompareOrdinal(text, Position, expected, 0, expected.Length) == 0;

    /// <summary>Takes a sign when it comes next.</summary>
    /// <param name="expected">The sign.</param>
    /// <returns>True when it was taken.</returns>
    public bool Takes(string expected)
    {
        if (!Sees(expected))
        {
            return false;
        }

        Position += expected.Length;
        return true;
    }

    /// <summary>Takes the next character.</summary>
    /// <returns>The character, or NUL behind the end.</returns>
    public char Take() => Position < text.Length ? text[Position++] : '\0';

    /// <summary>Takes a sign that has to come next.</summary>
    /// <param name="expected">The sign.</param>
    /// <exception cref="ImportException">Something else comes.</exception>
    public void Expect(string expected)
    {
        if (!Takes(expected))
        {
            Fail($"'{expected}' is expected here");
        }
    }

    /// <summary>Takes a word.</summary>
    /// <returns>The word, or null when none comes next.</returns>
    public string? Word()
    {
        var start = Position;
        if (!char.IsLetter(Next) && Next != '_')
        {
            return null;
        }

        while (char.IsLetterOrDigit(Next) || Next is '_' or '-')
        {
            Position++;
        }

        return text[start..Position];
    }

    /// <summary>Takes what comes as long as it suits.</summary>
    /// <param name="suits">Which characters.</param>
    /// <returns>The text.</returns>
    public string TakeWhile(Func<char, bool> suits)
    {
        var start = Position;
        while (!AtEnd && suits(Next))
        {
            Position++;
        }

        return text[start..Position];
    }

    /// <summary>Skips blanks and comments.</summary>
    /// <param name="lines">Whether the ends of lines are blanks too.</param>
    public void SkipBlanks(bool lines)
    {
        while (!AtEnd)
        {
            if (Next is ' ' or '\t' or '\r' || (lines && Next == '\n'))
            {
                Position++;
            }
            else if (Next == '#' || Sees("//"))
            {
                TakeWhile(character => character != '\n');
            }
            else if (Sees("/*"))
            {
                var end = text.IndexOf("*/", Position, StringComparison.Ordinal);
                if (end < 0)
                {
                    Fail("this comment has no end: add '*/'");
                }

                Position = end + 2;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Goes a level deeper.</summary>
    /// <exception cref="ImportException">It is too deep.</exception>
    public void Enter()
    {
        if (++depth > MostNested)
        {
            Fail("this is nested too deeply");
        }
    }

    /// <summary>Comes up again.</summary>
    public void Leave() => depth--;

    /// <summary>Ends the reading here.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <exception cref="ImportException">Always.</exception>
    [DoesNotReturn]
    public void Fail(string problem) => throw new ImportException(Here, problem);
}
