using Images.Definitions;
using Images.Engines;

namespace Images.Testing;

/// <summary>Runs the tests that definitions write down.</summary>
/// <param name="runner">Runs containers.</param>
/// <param name="clock">Measures.</param>
public sealed class DefinedTest(IContainerRunner runner, TimeProvider clock)
{
    /// <summary>Runs one test in a fresh container.</summary>
    /// <param name="imageId">The id of the very image that was built.</param>
    /// <param name="test">The test.</param>
    /// <param name="surroundings">What it finds around it.</param>
    /// <param name="cancellationToken">Kills and removes the container.</param>
    /// <returns>The verdict; what the engine refuses is a failed test.</returns>
    public async Task<Verdict> RunAsync(
        string imageId,
        TestDefinition test,
        TestSurroundings surroundings,
        CancellationToken cancellationToken
    )
    {
        if (test.SkipReason is { } why)
        {
            return Skipped(test, why);
        }

        var spec = TestContainer.Of(imageId, test);
        var started = clock.GetTimestamp();
        try
        {
            (spec, var whyNot) = await surroundings.EquipAsync(spec, test, cancellationToken);
            if (whyNot is not null)
            {
                return Skipped(test, whyNot);
            }

            var result = await runner.RunAsync(spec, null, cancellationToken);
            var kept = Keep(test, result, surroundings);
            return Verdict(RunJudge.Mismatch(test, spec, result), TestOutput.Of(result)) with { Kept = kept };
        }
        catch (ContainerStartException error) when (error.ExitCode == test.Exit)
        {
            // A test may expect that a program is not there.
            var result = new ContainerResult(error.ExitCode, string.Empty, error.Message, 0, false, false, TimeSpan.Zero);
            return Verdict(RunJudge.Mismatch(test, spec, result), TestOutput.Of(result));
        }
        catch (EngineException error)
        {
            return Verdict(ContainerText.HarmlessLine(error.Message), string.Empty);
        }
        catch (Exception error) when (test.Output is not null && error is IOException or UnauthorizedAccessException)
        {
            return Verdict($"the file that it left cannot be kept: {ContainerText.HarmlessLine(error.Message)}", string.Empty);
        }

        Verdict Verdict(string? mismatch, string output) =>
            new(
                test.Name,
                mismatch is null ? TestOutcome.Passed : TestOutcome.Failed,
                mismatch,
                output,
                clock.GetElapsedTime(started),
                test.Location,
                DockerCommandLine.For(TestContainer.ByHand(spec, test))
            )
            {
                Needs = test.Needs is { } needs ? NeedsText.Of(needs) : null,
            };
    }

    /// <summary>Says that a test is not run.</summary>
    /// <param name="test">The test.</param>
    /// <param name="why">Why not.</param>
    internal static Verdict Skipped(TestDefinition test, string why) =>
        new(test.Name, TestOutcome.Skipped, why, string.Empty, TimeSpan.Zero, test.Location, null);

    private static string? Keep(TestDefinition test, ContainerResult result, TestSurroundings surroundings) =>
        test.Output is { } file && result.File is { Problem: null } left ? surroundings.Keep?.Invoke(file.Value, left.Content) : null;
}
