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
    /// <param name="cancellationToken">Kills and removes the container.</param>
    /// <returns>The verdict; what the engine refuses is a failed test.</returns>
    public async Task<Verdict> RunAsync(string imageId, TestDefinition test, CancellationToken cancellationToken)
    {
        if (test.SkipReason is { } why)
        {
            return new(test.Name, TestOutcome.Skipped, why, string.Empty, TimeSpan.Zero, test.Location, null);
        }

        var spec = TestContainer.Of(imageId, test);
        var started = clock.GetTimestamp();
        try
        {
            var result = await runner.RunAsync(spec, null, cancellationToken);
            var mismatch = RunJudge.Mismatch(test, spec, result);
            return Verdict(mismatch, TestOutput.Of(result));
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

        Verdict Verdict(string? mismatch, string output) =>
            new(
                test.Name,
                mismatch is null ? TestOutcome.Passed : TestOutcome.Failed,
                mismatch,
                output,
                clock.GetElapsedTime(started),
                test.Location,
                DockerCommandLine.For(spec)
            );
    }
}
