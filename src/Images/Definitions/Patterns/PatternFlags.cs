namespace Images.Definitions.Patterns;

/// <summary>What <c>(?flags)</c> can change from there on. How greedy a repetition is makes no difference to whether something matches.</summary>
[Flags]
internal enum PatternFlags
{
    /// <summary>As Go compiles a pattern.</summary>
    None = 0,

    /// <summary><c>i</c>: letters match in either case.</summary>
    IgnoreCase = 1,

    /// <summary><c>m</c>: <c>^</c> and <c>$</c> match at every line too.</summary>
    MultiLine = 2,

    /// <summary><c>s</c>: <c>.</c> matches a line end too.</summary>
    DotAll = 4,

    /// <summary><c>U</c>: repetitions are lazy.</summary>
    Ungreedy = 8,
}
