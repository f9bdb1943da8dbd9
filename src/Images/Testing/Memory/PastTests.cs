using Images.Definitions;
using Images.Testing.Structure;

namespace Images.Testing.Memory;

/// <summary>What earlier runs said of one image.</summary>
/// <param name="memory">Remembers; null knows nothing.</param>
/// <param name="imageId">The image.</param>
internal sealed class PastTests(VerdictMemory? memory, string imageId)
{
    /// <summary>Looks up a test.</summary>
    /// <param name="test">The test.</param>
    /// <returns>The test, with its verdict unless it has to be run.</returns>
    public PastTest Of(TestDefinition test)
    {
        var key = KeyOf(test);
        if (key is null || memory?.Find(imageId, key) is not [var past] verdicts)
        {
            return new PastTest(test, key, null);
        }

        memory.Add(imageId, key, verdicts);
        var restored = Restored(past, test.Location) with { Needs = test.Needs is { } needs ? NeedsText.Of(needs) : null };
        return new PastTest(test, key, restored);
    }

    /// <summary>Runs a test and remembers it.</summary>
    /// <param name="test">The test.</param>
    /// <param name="runAsync">Runs it.</param>
    /// <returns>What gives its verdict.</returns>
    public Func<CancellationToken, Task<IReadOnlyList<Verdict>>> Remembering(
        PastTest test,
        Func<CancellationToken, Task<IReadOnlyList<Verdict>>> runAsync
    ) =>
        async cancellationToken =>
        {
            var verdicts = await runAsync(cancellationToken);
            // Whether a test is skipped depends on the machine as well.
            if (test.Key is { } key && verdicts.All(verdict => verdict.Outcome == TestOutcome.Passed))
            {
                memory?.Add(imageId, key, verdicts.Select(RememberedVerdict.Of));
            }

            return verdicts;
        };

    /// <summary>Looks up the built-in checks, or runs and remembers them.</summary>
    /// <param name="variant">The image's definition.</param>
    /// <param name="runAsync">Runs them.</param>
    /// <returns>What gives their verdicts.</returns>
    public Func<CancellationToken, Task<IReadOnlyList<Verdict>>> BuiltIn(
        Variant variant,
        Func<CancellationToken, Task<IReadOnlyList<Verdict>>> runAsync
    )
    {
        var key = TestKey.OfBuiltIn(variant);
        if (memory?.Find(imageId, key) is { } past)
        {
            memory.Add(imageId, key, past);
            var skips = variant.Tests.Where(test => test.SkipReason is not null).ToLookup(test => test.Name, StringComparer.Ordinal);
            IReadOnlyList<Verdict> verdicts = [.. past.Select(verdict => Restored(verdict, skips[verdict.Name].LastOrDefault()?.Location))];
            return _ => Task.FromResult(verdicts);
        }

        return async cancellationToken =>
        {
            var verdicts = await runAsync(cancellationToken);
            if (verdicts.All(verdict => verdict.Outcome != TestOutcome.Failed))
            {
                memory?.Add(imageId, key, verdicts.Select(RememberedVerdict.Of));
            }

            return verdicts;
        };
    }

    /// <summary>Looks up tests of a structure file, or runs and remembers them.</summary>
    /// <param name="key">All that they say; null where nothing is remembered.</param>
    /// <param name="piece">The tests.</param>
    /// <returns>What gives their verdicts.</returns>
    public Func<CancellationToken, Task<IReadOnlyList<Verdict>>> Structure(string? key, StructurePiece piece)
    {
        if (key is null || memory is null)
        {
            return piece.RunAsync;
        }

        if (memory.Find(imageId, key) is { } past && past.Count == piece.Locations.Count)
        {
            memory.Add(imageId, key, past);
            IReadOnlyList<Verdict> verdicts = [.. past.Zip(piece.Locations, Restored)];
            return _ => Task.FromResult(verdicts);
        }

        return async cancellationToken =>
        {
            var verdicts = await piece.RunAsync(cancellationToken);
            if (verdicts.All(verdict => verdict.Outcome == TestOutcome.Passed))
            {
                memory.Add(imageId, key, verdicts.Select(RememberedVerdict.Of));
            }

            return verdicts;
        };
    }

    // A fixture that cannot be read fails where it is sent.
    private string? KeyOf(TestDefinition test)
    {
        try
        {
            return memory is null ? null : TestKey.Of(test);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Verdict Restored(RememberedVerdict past, SourceLocation? location) =>
        new(past.Name, past.Outcome, past.Reason, string.Empty, past.Duration, location, past.Reproduce)
        {
            Kept = past.Kept,
            Remembered = true,
        };
}

/// <summary>A test, and what an earlier run said of it.</summary>
/// <param name="Test">The test.</param>
/// <param name="Key">All that it says; null where nothing is remembered of it.</param>
/// <param name="Verdict">The verdict; null where it has to be run.</param>
internal sealed record PastTest(TestDefinition Test, string? Key, Verdict? Verdict);
