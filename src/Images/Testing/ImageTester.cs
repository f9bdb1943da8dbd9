using Images.Building;
using Images.Definitions;
using Images.Testing.BuiltIn;
using Images.Testing.Memory;
using Images.Testing.Structure;

namespace Images.Testing;

/// <summary>Tests the very images that were built, many at once.</summary>
/// <param name="bench">What the engine offers.</param>
/// <param name="clock">Measures.</param>
public sealed class ImageTester(TestBench bench, TimeProvider clock)
{
    private const string NoTests = "nothing in it tests anything; write a test, or leave the file out";

    private readonly DefinedTest defined = new(bench.Runner, clock);
    private readonly LookTest look = new(bench.Reader, clock);
    private readonly BuiltInCheck builtIn = new(bench.Runner, bench.Reader, clock);

    /// <summary>Runs the built-in checks and the tests of all images that were built.</summary>
    /// <param name="images">What was built; an image without an id has no verdicts.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told of each verdict as it is reached; null: nobody.</param>
    /// <param name="cancellationToken">Kills and removes every container that runs.</param>
    /// <returns>The images in the order given, with their verdicts in the order of the definition.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; no container is left.</exception>
    public async Task<IReadOnlyList<TestedImage>> TestAsync(
        IReadOnlyList<BuiltImage> images,
        TestOptions options,
        IProgress<TestProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var fixtures = new List<SharedFixtures>();
        var units = images.SelectMany(image => Units(image, options, fixtures)).ToArray();
        try
        {
            return await TestAsync(images, units, options, progress, cancellationToken);
        }
        finally
        {
            foreach (var shared in fixtures)
            {
                await shared.DisposeAsync();
            }
        }
    }

    private static async Task<IReadOnlyList<TestedImage>> TestAsync(
        IReadOnlyList<BuiltImage> images,
        Unit[] units,
        TestOptions options,
        IProgress<TestProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var verdicts = new IReadOnlyList<Verdict>[units.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Jobs), CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0,
            units.Length,
            parallel,
            async (index, token) =>
            {
                var unit = units[index];
                verdicts[index] = await unit.RunAsync(token);
                foreach (var verdict in verdicts[index])
                {
                    progress?.Report(new(unit.Image.Planned.Id, verdict));
                }
            }
        );
        var byImage = units.Zip(verdicts).ToLookup(pair => pair.First.Image, pair => pair.Second, ReferenceEqualityComparer.Instance);
        return [.. images.Select(image => new TestedImage(image, [.. byImage[image].SelectMany(some => some)]))];
    }

    private IEnumerable<Unit> Units(BuiltImage image, TestOptions options, List<SharedFixtures> fixtures)
    {
        if (image.ImageId is not { } imageId)
        {
            yield break;
        }

        var variant = image.Planned.Rendered.Variant;
        var past = new PastTests(options.Memory, imageId);
        if (options.BuiltInChecks)
        {
            yield return new(image, past.BuiltIn(variant, token => builtIn.RunAsync(imageId, variant, token)));
        }

        var tests = variant.Tests.Where(test => !SkipsBuiltIn(test)).Select(past.Of).ToList();
        var outputs = options.Root is { } root ? new KeptOutputs(root) : null;
        outputs?.Clear(variant, tests.Select(test => test.Verdict?.Kept).OfType<string>().ToHashSet(StringComparer.Ordinal));
        var surroundings = new TestSurroundings
        {
            GpusAsync = bench.GpusAsync,
            Keep = outputs is null ? null : (path, content) => outputs.Keep(variant, path, content),
        };
        var shared = tests
            .Where(test => test.Verdict is null && test.Test.Mounts.Count > 0)
            .GroupBy(test => string.Join('\n', test.Test.Mounts), StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => new SharedFixtures(bench.Fixtures, imageId, group.First().Test.Mounts, group.Count()),
                StringComparer.Ordinal
            );
        fixtures.AddRange(shared.Values);
        foreach (var test in tests)
        {
            var mine = shared.GetValueOrDefault(string.Join('\n', test.Test.Mounts));
            yield return test.Verdict is { } verdict
                ? new(image, _ => Task.FromResult<IReadOnlyList<Verdict>>([verdict]))
                : new(image, past.Remembering(test, token => RunAsync(imageId, test.Test, surroundings, mine, token)));
        }

        foreach (var unit in StructureUnits(image, imageId, options.Structure, past))
        {
            yield return unit;
        }
    }

    private IEnumerable<Unit> StructureUnits(BuiltImage image, string imageId, StructureOptions allowed, PastTests past)
    {
        var files = image.Planned.Rendered.Variant.StructureFiles;
        if (files.Count > 0 && !StructureTester.TestAnything(files))
        {
            var location = new SourceLocation(files[0].File, 1, 1);
            var empty = new Verdict(files[0].File, TestOutcome.Failed, NoTests, string.Empty, TimeSpan.Zero, location, null);
            yield return new(image, _ => Task.FromResult<IReadOnlyList<Verdict>>([empty]));
        }

        var tester = new StructureTester(bench, allowed, clock);
        foreach (var file in files)
        {
            foreach (var piece in tester.Pieces(imageId, file))
            {
                yield return new(image, past.Structure(TestKey.Of(file, piece), piece));
            }
        }
    }

    private async Task<IReadOnlyList<Verdict>> RunAsync(
        string imageId,
        TestDefinition test,
        TestSurroundings surroundings,
        SharedFixtures? fixtures,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (test.SkipReason is null && await look.SkippedAsync(imageId, test, cancellationToken) is { } skipped)
            {
                return [skipped];
            }

            if (test.SkipReason is null && (test.Metadata is not null || test.Files.Count > 0))
            {
                return [await look.RunAsync(imageId, test, cancellationToken)];
            }

            var mine = fixtures is null ? surroundings : surroundings with { FixturesAsync = fixtures.MountsAsync };
            return
            [
                test is { SkipReason: null, Service: not null } && bench.Services is { } services
                    ? await new ServiceTest(services, clock).RunAsync(imageId, test, mine, cancellationToken)
                    : await defined.RunAsync(imageId, test, mine, cancellationToken),
            ];
        }
        finally
        {
            await (fixtures?.ReleaseAsync() ?? ValueTask.CompletedTask);
        }
    }

    // 'skip: NAME' of a built-in check has nothing to run of its own; the check itself reports it.
    private static bool SkipsBuiltIn(TestDefinition test) =>
        test.SkipReason is not null && test.Run.Arguments.Count == 0 && BuiltInTests.Names.Contains(test.Name);

    private sealed record Unit(BuiltImage Image, Func<CancellationToken, Task<IReadOnlyList<Verdict>>> RunAsync);
}
