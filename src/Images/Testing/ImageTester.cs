using Images.Building;
using Images.Definitions;
using Images.Engines;
using Images.Testing.BuiltIn;

namespace Images.Testing;

/// <summary>Tests the very images that were built, many at once.</summary>
/// <param name="runner">Runs containers.</param>
/// <param name="reader">Reads images.</param>
/// <param name="clock">Measures.</param>
public sealed class ImageTester(IContainerRunner runner, IImageReader reader, TimeProvider clock)
{
    private readonly DefinedTest defined = new(runner, clock);
    private readonly BuiltInCheck builtIn = new(runner, reader, clock);

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
        var units = images.SelectMany(Units).ToArray();
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

    private IEnumerable<Unit> Units(BuiltImage image)
    {
        if (image.ImageId is not { } imageId)
        {
            yield break;
        }

        var variant = image.Planned.Rendered.Variant;
        yield return new(image, token => builtIn.RunAsync(imageId, variant, token));
        foreach (var test in variant.Tests.Where(test => !SkipsBuiltIn(test)))
        {
            yield return new(image, async token => [await defined.RunAsync(imageId, test, token)]);
        }
    }

    // 'skip: NAME' of a built-in check has nothing to run of its own; the check itself reports it.
    private static bool SkipsBuiltIn(TestDefinition test) =>
        test.SkipReason is not null && test.Run.Arguments.Count == 0 && BuiltInTests.Names.Contains(test.Name);

    private sealed record Unit(BuiltImage Image, Func<CancellationToken, Task<IReadOnlyList<Verdict>>> RunAsync);
}
