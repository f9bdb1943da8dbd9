using System.Text;

namespace Images.Definitions.Patterns;

/// <summary>A regular expression of RE2, written and understood as by Go's <c>regexp</c> package: it takes linear time on any text.</summary>
internal sealed class Pattern
{
    // How much is read between two looks at whether to go on.
    private const int Stride = 1 << 8;

    private readonly PatternProgram program;

    private Pattern(PatternProgram program) => this.program = program;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="flags">What holds from its start on.</param>
    /// <returns>The pattern.</returns>
    /// <exception cref="PatternException">It is none.</exception>
    public static Pattern Parse(string text, PatternFlags flags = PatternFlags.None) =>
        new(PatternProgram.Compile(PatternParser.Parse(text, flags)));

    /// <summary>Says what is wrong with a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <returns>A few words in lower case, or null when it is good.</returns>
    public static string? Problem(string text)
    {
        try
        {
            _ = Parse(text);
            return null;
        }
        catch (PatternException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>Says whether a text, or a part of it, matches.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public bool IsMatch(string text, CancellationToken cancellationToken = default)
    {
        var automaton = new Automaton(program);
        var state = automaton.Begin();
        for (var index = 0; index < text.Length; index++)
        {
            if (index % Stride == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            int rune = text[index];
            if (char.IsSurrogate(text[index]))
            {
                rune = Rune.TryGetRuneAt(text, index, out var whole) ? whole.Value : Rune.ReplacementChar.Value;
                index += rune > char.MaxValue ? 1 : 0;
            }

            if (automaton.Move(state, automaton.Alphabet.ClassOf(rune)) is not { } next)
            {
                return true;
            }

            state = next;
        }

        return automaton.Move(state, automaton.Alphabet.End) is null;
    }
}
