namespace Images.Definitions.Patterns;

/// <summary>A pattern as steps of an automaton; the first one is where it begins.</summary>
/// <param name="Steps">The steps.</param>
internal sealed record PatternProgram(IReadOnlyList<PatternStep> Steps)
{
    private const int MostSteps = 100_000;

    /// <summary>Makes the steps of a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <returns>The program.</returns>
    /// <exception cref="PatternException">There are too many.</exception>
    public static PatternProgram Compile(PatternNode pattern)
    {
        var steps = new List<PatternStep>();
        Add(new(StepKind.Match));
        return new PatternProgram(steps) { Start = Before(pattern, 0) };

        int Add(PatternStep step)
        {
            if (steps.Count == MostSteps)
            {
                throw new PatternException("is too large; repeat less");
            }

            steps.Add(step);
            return steps.Count - 1;
        }

        // From the end to the start, so that each step knows the next one.
        int Before(PatternNode node, int next) =>
            node switch
            {
                SetNode set => Add(new(StepKind.Take) { Next = next, Set = set.Set }),
                PlaceNode place => Add(new(StepKind.Place) { Next = next, Place = place.Place }),
                SequenceNode sequence => sequence.Items.Reverse().Aggregate(next, (after, item) => Before(item, after)),
                ChoiceNode choice => choice
                    .Branches.Select(branch => Before(branch, next))
                    .Reverse()
                    .Aggregate((after, branch) => Add(new(StepKind.Fork) { Next = branch, Other = after })),
                RepeatNode repeat => Repeated(repeat, next),
                _ => throw new InvalidOperationException("no such node"),
            };

        int Repeated(RepeatNode repeat, int next)
        {
            if (repeat.Most is null)
            {
                var fork = Add(new(StepKind.Fork) { Other = next });
                steps[fork] = steps[fork] with { Next = Before(repeat.Item, fork) };
                next = fork;
            }

            var skipped = next;
            for (var optional = repeat.Most ?? repeat.Least; optional > repeat.Least; optional--)
            {
                next = Add(new(StepKind.Fork) { Next = Before(repeat.Item, next), Other = skipped });
            }

            for (var needed = repeat.Least; needed > 0; needed--)
            {
                next = Before(repeat.Item, next);
            }

            return next;
        }
    }

    /// <summary>Gets the step to begin with.</summary>
    public int Start { get; private init; }
}

/// <summary>One step.</summary>
/// <param name="Kind">What it does.</param>
internal readonly record struct PatternStep(StepKind Kind)
{
    /// <summary>Gets the step after it.</summary>
    public int Next { get; init; }

    /// <summary>Gets the other step that a fork leads to.</summary>
    public int Other { get; init; }

    /// <summary>Gets the characters, one of which is taken.</summary>
    public RuneSet? Set { get; init; }

    /// <summary>Gets the place that it must be.</summary>
    public PatternPlace Place { get; init; }
}

/// <summary>What a step does.</summary>
internal enum StepKind
{
    /// <summary>The pattern has matched.</summary>
    Match,

    /// <summary>Takes one character.</summary>
    Take,

    /// <summary>Goes on only at a place.</summary>
    Place,

    /// <summary>Goes on in two ways.</summary>
    Fork,
}
