using Docker.DotNet;
using Images.Building;
using Images.Engines;

namespace Images.Testing;

/// <summary>An engine on which images are tested.</summary>
/// <param name="Name">Its address, as <see cref="BuiltImage.Engine"/> names it.</param>
/// <param name="Tester">Tests images there.</param>
/// <param name="AnswersAsync">Asks whether it still answers.</param>
public sealed record TestSite(string Name, ImageTester Tester, Func<CancellationToken, Task<bool>> AnswersAsync);

/// <summary>Tests each image on the engine that has it.</summary>
/// <param name="sites">The engines, at least one; what names none is on the first.</param>
public sealed class PlacedTester(IReadOnlyList<TestSite> sites)
{
    private const string NoAnswer = "engine answers";

    /// <summary>Runs the tests of all images that were built, on all engines at the same time.</summary>
    /// <param name="images">What was built; an image without an id has no verdicts.</param>
    /// <param name="options">How, on each engine.</param>
    /// <param name="progress">Told of each verdict as it is reached; null: nobody.</param>
    /// <param name="cancellationToken">Kills and removes every container that runs.</param>
    /// <returns>The images in the order given; those of an engine that went away have a failed verdict that says so.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="EngineException">The only engine does not answer.</exception>
    public async Task<IReadOnlyList<TestedImage>> TestAsync(
        IReadOnlyList<BuiltImage> images,
        TestOptions options,
        IProgress<TestProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        if (sites.Count == 1)
        {
            return await sites[0].Tester.TestAsync(images, options, progress, cancellationToken);
        }

        var groups = images.GroupBy(SiteOf).Select(group => TestAtAsync(group.Key, [.. group], options, progress, cancellationToken));
        var tested = (await Task.WhenAll(groups)).SelectMany(group => group);
        var byImage = tested.ToDictionary(image => image.Built.Planned.Id, StringComparer.Ordinal);
        return [.. images.Select(image => byImage[image.Planned.Id])];
    }

    private static async Task<IReadOnlyList<TestedImage>> TestAtAsync(
        TestSite site,
        IReadOnlyList<BuiltImage> images,
        TestOptions options,
        IProgress<TestProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        string? why = null;
        try
        {
            var tested = await site.Tester.TestAsync(images, options, progress, cancellationToken);
            if (await site.AnswersAsync(cancellationToken))
            {
                return [.. tested.Select(image => image with { Verdicts = [.. image.Verdicts.Select(verdict => Named(verdict, site))] })];
            }
        }
        catch (Exception error) when (error is EngineException or DockerApiException or HttpRequestException or IOException)
        {
            why = await site.AnswersAsync(cancellationToken) ? ContainerText.HarmlessLine(error.Message) : null;
        }

        // Whatever its tests said: an image that is out of reach is given no tag.
        why ??= $"the engine {site.Name} does not answer any more; see 'doctor --engine={site.Name}'";
        return [.. images.Select(image => new TestedImage(image, image.ImageId is null ? [] : [Failed(why)]))];
    }

    private static Verdict Failed(string why) => new(NoAnswer, TestOutcome.Failed, why, string.Empty, TimeSpan.Zero, null, null);

    private static Verdict Named(Verdict verdict, TestSite site) =>
        verdict.Reproduce is { } line && line.StartsWith("docker ", StringComparison.Ordinal)
            ? verdict with
            {
                Reproduce = $"docker --host={DockerCommandLine.Quote(site.Name)} {line["docker ".Length..]}",
            }
            : verdict;

    private TestSite SiteOf(BuiltImage image) => sites.FirstOrDefault(site => site.Name == image.Engine) ?? sites[0];
}
