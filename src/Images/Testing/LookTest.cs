using System.Text;
using Images.Definitions;
using Images.Engines;

namespace Images.Testing;

/// <summary>Runs the tests that look at an image and run nothing in it.</summary>
/// <param name="reader">Reads images.</param>
/// <param name="clock">Measures.</param>
internal sealed class LookTest(IImageReader reader, TimeProvider clock)
{
    private const int MostBytes = 16 << 20;

    /// <summary>Says why a test does not hold for an image's platform.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="test">The test.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null where it does; else its skipped verdict, or a failed one where the engine does not say.</returns>
    public async Task<Verdict?> SkippedAsync(string imageId, TestDefinition test, CancellationToken cancellationToken)
    {
        if (test.Platforms.Count == 0)
        {
            return null;
        }

        string platform;
        try
        {
            platform = (await reader.InspectAsync(imageId, cancellationToken)).Platform;
        }
        catch (EngineException error)
        {
            return Verdict(test, TestOutcome.Failed, ContainerText.HarmlessLine(error.Message), TimeSpan.Zero);
        }

        return test.Platforms.Any(wanted => platform == wanted || platform.StartsWith(wanted + "/", StringComparison.Ordinal))
            ? null
            : Verdict(
                test,
                TestOutcome.Skipped,
                $"the image is of {platform}, the test for {string.Join(", ", test.Platforms)}",
                TimeSpan.Zero
            );
    }

    /// <summary>Runs a test.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="test">The test.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The verdict; what the engine refuses is a failed test.</returns>
    public async Task<Verdict> RunAsync(string imageId, TestDefinition test, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        try
        {
            var problems = test.Metadata is { } metadata
                ? MetadataCheck.Problems(metadata, await reader.InspectAsync(imageId, cancellationToken), cancellationToken)
                : await FilesAsync(imageId, test.Files, cancellationToken);
            var reason = string.Join("; ", problems);
            return Verdict(
                test,
                reason.Length == 0 ? TestOutcome.Passed : TestOutcome.Failed,
                reason.Length == 0 ? null : reason,
                clock.GetElapsedTime(started)
            );
        }
        catch (EngineException error)
        {
            return Verdict(test, TestOutcome.Failed, ContainerText.HarmlessLine(error.Message), clock.GetElapsedTime(started));
        }
    }

    private static Verdict Verdict(TestDefinition test, TestOutcome outcome, string? reason, TimeSpan time) =>
        new(test.Name, outcome, reason, string.Empty, time, test.Location, null);

    private async Task<IReadOnlyList<string>> FilesAsync(
        string imageId,
        IReadOnlyList<TestFile> wanted,
        CancellationToken cancellationToken
    )
    {
        var problems = new List<string>();
        await using var files = await reader.OpenAsync(new ContainerSpec(imageId));
        foreach (var one in wanted)
        {
            var found = await FollowedLinks.ReadAsync(files, one.Path, one.Content is null ? 0 : MostBytes, cancellationToken);
            problems.AddRange(Problems(one, found, cancellationToken));
        }

        return problems;
    }

    private static IEnumerable<string> Problems(TestFile wanted, ImageFile? found, CancellationToken cancellationToken)
    {
        if (found is null || !wanted.Exists)
        {
            if (found is null == wanted.Exists)
            {
                yield return wanted.Exists ? $"expected {wanted.Path}, but it is not there" : $"expected no {wanted.Path}, but it is there";
            }

            yield break;
        }

        if (wanted.Mode is { } mode && mode != found.Mode)
        {
            yield return $"expected {wanted.Path} to have the mode {Octal(mode)}, found {Octal(found.Mode)}";
        }

        if ((wanted.Uid ?? found.Uid) != found.Uid || (wanted.Gid ?? found.Gid) != found.Gid)
        {
            yield return $"expected {wanted.Path} to be of {wanted.Uid ?? found.Uid}:{wanted.Gid ?? found.Gid}, found {found.Uid}:{found.Gid}";
        }

        if (wanted.Content is { } content)
        {
            if (!found.IsRegular)
            {
                yield return $"{wanted.Path} is no file, and has no content";
            }
            else if (StreamExpectation.Mismatch(wanted.Path, content, Encoding.UTF8.GetString(found.Content.Span)) is { } mismatch)
            {
                yield return mismatch;
            }
        }
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(3, '0');
}
