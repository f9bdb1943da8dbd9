namespace Images.Testing.BuiltIn;

/// <summary>What the built-in checks of one image found, those only that somebody wants to know.</summary>
/// <param name="wanted">The names of the checks that are wanted.</param>
internal sealed class CheckResults(IReadOnlyCollection<string> wanted)
{
    private readonly Dictionary<string, (CheckResult Result, TimeSpan Time, string? Reproduce)> found = new(StringComparer.Ordinal);

    /// <summary>Says whether one of some checks is wanted.</summary>
    /// <param name="names">Their names.</param>
    public bool Want(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (wanted.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Notes what a check found.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="result">What it found.</param>
    /// <param name="time">How long it took; zero where others paid for it.</param>
    /// <param name="reproduce">A line for a shell that shows the same; null where there is none.</param>
    public void Add(string name, CheckResult result, TimeSpan time = default, string? reproduce = null) =>
        found[name] = (result, time, reproduce);

    /// <summary>Fails all checks that have found nothing yet.</summary>
    /// <param name="reason">Why.</param>
    public void FailOthers(string reason)
    {
        foreach (var name in wanted)
        {
            found.TryAdd(name, (CheckResult.Failed(reason), TimeSpan.Zero, null));
        }
    }

    /// <summary>Tells what a wanted check found.</summary>
    /// <param name="name">Its name.</param>
    public Verdict Verdict(string name)
    {
        var (result, time, reproduce) = found[name];
        var told = result.Outcome == TestOutcome.Skipped ? null : reproduce;
        return new(name, result.Outcome, result.Reason, result.Output, time, result.Location, told);
    }
}
