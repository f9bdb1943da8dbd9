using System.Runtime.InteropServices;

namespace Images.Definitions.Patterns;

/// <summary>Runs a program over a text, all ways at once, and remembers which steps follow on which character. Not for several threads.</summary>
/// <param name="program">The program.</param>
internal sealed class Automaton(PatternProgram program)
{
    // What is remembered is forgotten beyond this, so that no pattern takes more than some megabytes.
    private const int MostMoves = 500_000;

    private readonly Alphabet alphabet = new(program.Steps.Select(static step => step.Set).OfType<RuneSet>());
    private readonly Dictionary<StateKey, State> states = [];
    private readonly Stack<int> open = new();
    private readonly HashSet<int> seen = [];
    private int moves;

    /// <summary>Gets the classes of characters.</summary>
    public Alphabet Alphabet => alphabet;

    /// <summary>Begins before a text.</summary>
    /// <returns>The state there.</returns>
    public State Begin() => StateOf([program.Start], Neighbour.None);

    /// <summary>Takes a character, or the end of the text.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="index">The character's class.</param>
    /// <returns>The state after it; null when the pattern has matched before it.</returns>
    public State? Move(State state, int index)
    {
        if (state.IsKnown[index])
        {
            return state.Next[index];
        }

        var next = Step(state, index);
        (state.Next[index], state.IsKnown[index]) = (next, true);
        return next;
    }

    private State? Step(State state, int index)
    {
        var after = index == alphabet.End ? Neighbour.None : Kind(alphabet.Sample(index));
        var taken = new SortedSet<int> { program.Start };
        seen.Clear();
        open.Clear();
        foreach (var step in state.Steps)
        {
            open.Push(step);
        }

        while (open.TryPop(out var number))
        {
            if (!seen.Add(number))
            {
                continue;
            }

            var step = program.Steps[number];
            switch (step.Kind)
            {
                case StepKind.Match:
                    return null;
                case StepKind.Fork:
                    open.Push(step.Next);
                    open.Push(step.Other);
                    break;
                case StepKind.Place when IsAt(step.Place, state.Before, after):
                    open.Push(step.Next);
                    break;
                case StepKind.Take when index != alphabet.End && step.Set!.Contains(alphabet.Sample(index)):
                    taken.Add(step.Next);
                    break;
            }
        }

        return StateOf([.. taken], after);
    }

    private State StateOf(int[] steps, Neighbour before)
    {
        var key = new StateKey(steps, before);
        if (states.TryGetValue(key, out var known))
        {
            return known;
        }

        moves += alphabet.Size + steps.Length;
        if (moves > MostMoves)
        {
            states.Clear();
            moves = 0;
        }

        var state = new State(steps, before, alphabet.Size);
        states.Add(key, state);
        return state;
    }

    private static bool IsAt(PatternPlace place, Neighbour before, Neighbour after) =>
        place switch
        {
            PatternPlace.TextStart => before == Neighbour.None,
            PatternPlace.TextEnd => after == Neighbour.None,
            PatternPlace.LineStart => before is Neighbour.None or Neighbour.LineEnd,
            PatternPlace.LineEnd => after is Neighbour.None or Neighbour.LineEnd,
            _ => place == PatternPlace.WordBoundary == ((before == Neighbour.Word) != (after == Neighbour.Word)),
        };

    private static Neighbour Kind(int rune) =>
        rune == '\n' ? Neighbour.LineEnd
        : NamedSets.Words.Contains(rune) ? Neighbour.Word
        : Neighbour.Other;

    /// <summary>What stands beside a place in a text.</summary>
    internal enum Neighbour
    {
        /// <summary>Nothing: the text begins or ends there.</summary>
        None,

        /// <summary>The end of a line.</summary>
        LineEnd,

        /// <summary>A character of an ASCII word.</summary>
        Word,

        /// <summary>Anything else.</summary>
        Other,
    }

    /// <summary>All steps that a text may have come to.</summary>
    /// <param name="Steps">The steps in order.</param>
    /// <param name="Before">What stands before the place.</param>
    /// <param name="Size">How many classes there are.</param>
    internal sealed record State(int[] Steps, Neighbour Before, int Size)
    {
        /// <summary>Gets the states that follow; null where the pattern has matched.</summary>
        public State?[] Next { get; } = new State?[Size];

        /// <summary>Gets which of them are known.</summary>
        public bool[] IsKnown { get; } = new bool[Size];
    }

    private readonly record struct StateKey(int[] Steps, Neighbour Before)
    {
        public bool Equals(StateKey other) => Before == other.Before && Steps.AsSpan().SequenceEqual(other.Steps);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.Add(Before);
            hash.AddBytes(MemoryMarshal.AsBytes(Steps.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
