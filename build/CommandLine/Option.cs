namespace Images.Build.CommandLine;

/// <summary>One option of the command line: the source of parsing, help, completion and documentation.</summary>
/// <param name="Name">Without dashes, such as <c>fail-fast</c>.</param>
/// <param name="Description">What it does, one sentence without a full stop.</param>
internal sealed record Option(string Name, string Description)
{
    /// <summary>Gets the letter of the short form, or null.</summary>
    public char? Short { get; init; }

    /// <summary>Gets the value's name in help, such as <c>N</c>; null for a switch.</summary>
    public string? Value { get; init; }

    /// <summary>Gets the only values that are allowed; empty when any is.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Gets the largest number that is allowed, the smallest being 1; null when the value is no number.</summary>
    public int? Maximum { get; init; }

    /// <summary>Gets other spellings, without dashes.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Gets what holds when nothing is said, as help shows it; null when that needs no words.</summary>
    public string? Default { get; init; }

    /// <summary>Gets whether <c>--no-NAME</c> switches it off.</summary>
    public bool Negatable { get; init; }

    /// <summary>Gets whether it may be given several times.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Gets what stands between several values in a variable or in cake.config; null when only one may stand there.</summary>
    public char? Separator { get; init; }

    /// <summary>Gets the value that is meant when none is given; null when one must be given.</summary>
    public string? Implied { get; init; }

    /// <summary>Gets what says, in one line, why a value cannot be used, or null when it can; null when any can.</summary>
    public Func<string, string?>? Problem { get; init; }

    /// <summary>Gets whether it only asks for information or is about one call, so that it has no variable.</summary>
    public bool OnlyOnCommandLine { get; init; }

    /// <summary>Gets the verbs that it belongs to; empty for all.</summary>
    public IReadOnlyList<string> Verbs { get; init; } = [];

    /// <summary>Gets the environment variable, or null.</summary>
    public string? Variable => OnlyOnCommandLine ? null : $"IMAGES_{Name.ToUpperInvariant().Replace('-', '_')}";

    /// <summary>Gets whether it takes no value.</summary>
    public bool IsSwitch => Value is null;

    /// <summary>Whether both are the same option: there is one of each.</summary>
    /// <param name="other">Another one, or null.</param>
    /// <returns>True for itself alone.</returns>
    public bool Equals(Option? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>Says whether a verb knows the option.</summary>
    /// <param name="verb">The verb.</param>
    /// <returns>True when it does.</returns>
    public bool AppliesTo(Verb verb) => Verbs.Count == 0 || Verbs.Contains(verb.Name, StringComparer.Ordinal);
}
