using Images.Definitions;
using Images.Engines;

namespace Images.Testing.BuiltIn;

/// <summary>Runs the checks that every image gets without a word in its definition. A check that is skipped costs nothing.</summary>
/// <param name="runner">Runs containers.</param>
/// <param name="reader">Reads images.</param>
/// <param name="clock">Measures.</param>
public sealed class BuiltInCheck(IContainerRunner runner, IImageReader reader, TimeProvider clock)
{
    private readonly OutsideChecks outside = new(clock);
    private readonly InsideChecks inside = new(runner, clock);

    /// <summary>Checks one image.</summary>
    /// <param name="imageId">The id of the very image that was built.</param>
    /// <param name="variant">Its definition.</param>
    /// <param name="cancellationToken">Kills and removes what runs.</param>
    /// <returns>One verdict a name of <see cref="BuiltInTests.Names"/>, in that order; without those of limits that are not set.</returns>
    public async Task<IReadOnlyList<Verdict>> RunAsync(string imageId, Variant variant, CancellationToken cancellationToken)
    {
        var skips = variant
            .Tests.Where(test => test.SkipReason is not null)
            .GroupBy(test => test.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        var told = BuiltInTests.Names.Where(name => skips.ContainsKey(name) || IsSet(name, variant.Limits)).ToList();
        var wanted = told.Where(name => !skips.ContainsKey(name)).ToList();
        var results = new CheckResults(wanted);
        if (wanted.Count > 0)
        {
            await RunAsync(results, imageId, variant, cancellationToken);
        }

        return [.. told.Select(name => skips.TryGetValue(name, out var skip) ? Skipped(name, skip) : results.Verdict(name))];
    }

    // A limit that nobody set is no test.
    private static bool IsSet(string name, Limits limits) =>
        name switch
        {
            BuiltInTests.Size => limits.Size is not null,
            BuiltInTests.Layers => limits.Layers is not null,
            _ => true,
        };

    private static Verdict Skipped(string name, TestDefinition skip) =>
        new(name, TestOutcome.Skipped, skip.SkipReason, string.Empty, TimeSpan.Zero, skip.Location, null);

    private async Task RunAsync(CheckResults results, string imageId, Variant variant, CancellationToken cancellationToken)
    {
        try
        {
            var facts = await reader.InspectAsync(imageId, cancellationToken);
            await using var files = new FilesOnDemand(reader, imageId);
            await outside.RunAsync(results, imageId, facts, files, cancellationToken);
            await inside.RunAsync(results, imageId, facts, files, cancellationToken);
            var inspect = $"docker image inspect {imageId}";
            var definition = $"images/{variant.Image}/image.yaml";
            var limit = results.Want(BuiltInTests.Size) ? variant.Limits.Size?.Value : null;
            facts = await FileSizes.SettleAsync(facts, limit, files, cancellationToken);
            results.Add(BuiltInTests.Size, LimitCheck.Size(variant.Limits, facts, definition), reproduce: inspect);
            results.Add(BuiltInTests.Layers, LimitCheck.Layers(variant.Limits, facts, definition), reproduce: inspect);
        }
        catch (EngineException error)
        {
            results.FailOthers($"the image could not be read: {ContainerText.HarmlessLine(error.Message)}");
        }
    }
}
