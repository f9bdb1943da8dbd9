namespace Images.Building;

/// <summary>How an outcome is called wherever a person reads it.</summary>
public static class OutcomeWords
{
    /// <summary>Names an outcome.</summary>
    /// <param name="outcome">Which.</param>
    /// <returns>One lower-case word or two.</returns>
    public static string Of(BuildOutcome outcome) =>
        outcome switch
        {
            BuildOutcome.Built => "built",
            BuildOutcome.UpToDate => "up to date",
            BuildOutcome.Published => "published",
            BuildOutcome.Failed => "failed",
            BuildOutcome.Blocked => "blocked",
            BuildOutcome.Skipped => "skipped",
            _ => "cancelled",
        };

    /// <summary>Says in one line which image ended how.</summary>
    /// <param name="finished">The end.</param>
    /// <param name="color">Colours what the reader looks for.</param>
    /// <returns>Such as <c>base: built in 6.1s, 120.2 MB</c>.</returns>
    internal static string Line(ImageFinished finished, TextColor color)
    {
        var sentence = Sentence(finished.Result);
        var painted = finished.Result.Outcome switch
        {
            BuildOutcome.Built => color.Good(sentence),
            BuildOutcome.UpToDate or BuildOutcome.Published => color.Faint(sentence),
            BuildOutcome.Failed => color.Bad(sentence),
            _ => color.Warning(sentence),
        };
        return $"{finished.Image.Id}: {painted}";
    }

    /// <summary>Says in one line what became of an image.</summary>
    /// <param name="result">The result.</param>
    /// <returns>Such as <c>built in 6.1s, 120.2 MB</c>.</returns>
    public static string Sentence(BuiltImage result)
    {
        var word = Of(result.Outcome);
        return result switch
        {
            { Failure: { } failure, Outcome: BuildOutcome.Failed } =>
                $"failed after {Quantity.Duration(result.Duration)}: {failure.Message}",
            { Failure: { } failure, Outcome: BuildOutcome.Blocked } => $"blocked: {failure.Message}",
            { Failure: { } failure, Outcome: BuildOutcome.Skipped } => $"skipped: {failure.Message}",
            { Size: { } size } => $"{word} in {Quantity.Duration(result.Duration)}, {Quantity.Bytes(size)}",
            _ => word,
        };
    }
}
