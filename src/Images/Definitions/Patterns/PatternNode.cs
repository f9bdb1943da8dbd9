namespace Images.Definitions.Patterns;

/// <summary>A part of a regular expression.</summary>
internal abstract record PatternNode;

/// <summary>One character out of a set.</summary>
/// <param name="Set">The set.</param>
internal sealed record SetNode(RuneSet Set) : PatternNode;

/// <summary>A place, which takes no character.</summary>
/// <param name="Place">Which.</param>
internal sealed record PlaceNode(PatternPlace Place) : PatternNode;

/// <summary>One after the other; none at all matches the empty text.</summary>
/// <param name="Items">The parts.</param>
internal sealed record SequenceNode(IReadOnlyList<PatternNode> Items) : PatternNode;

/// <summary>One of several.</summary>
/// <param name="Branches">At least one.</param>
internal sealed record ChoiceNode(IReadOnlyList<PatternNode> Branches) : PatternNode;

/// <summary>A part several times.</summary>
/// <param name="Item">The part.</param>
/// <param name="Least">How often at least.</param>
/// <param name="Most">How often at most; null: without end.</param>
/// <param name="IsCounted">Whether it was written with numbers.</param>
internal sealed record RepeatNode(PatternNode Item, int Least, int? Most, bool IsCounted) : PatternNode;

/// <summary>Places in a text.</summary>
internal enum PatternPlace
{
    /// <summary>Before the first character.</summary>
    TextStart,

    /// <summary>After the last character.</summary>
    TextEnd,

    /// <summary>Before the first character of a line.</summary>
    LineStart,

    /// <summary>After the last character of a line.</summary>
    LineEnd,

    /// <summary>Between an ASCII word and something else.</summary>
    WordBoundary,

    /// <summary>Anywhere else.</summary>
    NoWordBoundary,
}
