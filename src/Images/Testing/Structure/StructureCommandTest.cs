using System.Globalization;
using Images.Definitions.Structure;
using Images.Engines;

namespace Images.Testing.Structure;

/// <summary>Runs the tests of a file that run commands.</summary>
/// <param name="bench">What the engine offers.</param>
/// <param name="file">The file.</param>
/// <param name="options">What is allowed.</param>
internal sealed class StructureCommandTest(TestBench bench, StructureFile file, StructureOptions options)
{
    // A terminal's first bytes are taken for the head of a frame, and are none.
    private const int FrameHead = 8;

    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly StructureContainers containers = new(file, options);
    private readonly RunVariables variables = new(file, options);

    /// <summary>Runs one test.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="test">The test.</param>
    /// <param name="cancellationToken">Kills and removes what runs.</param>
    /// <returns>What it said.</returns>
    public async Task<StructureFinding> RunAsync(string imageId, StructureCommand test, CancellationToken cancellationToken)
    {
        if (StructureValidity.Problem(test) is { } invalid)
        {
            return file.IsFirstSchema ? StructureFinding.PassedOver(invalid) : StructureFinding.Failed(invalid);
        }

        if (containers.Forbidden is { } forbidden)
        {
            return StructureFinding.Failed(forbidden);
        }

        var made = new Stack<string>();
        try
        {
            return await RunAsync(imageId, test, made, cancellationToken);
        }
        finally
        {
            foreach (var image in made)
            {
                await (bench.Commits?.RemoveAsync(image) ?? Task.CompletedTask);
            }
        }
    }

    private async Task<StructureFinding> RunAsync(
        string imageId,
        StructureCommand test,
        Stack<string> made,
        CancellationToken cancellationToken
    )
    {
        var image = (await bench.Reader.InspectAsync(imageId, cancellationToken)).Environment;
        // Schema 1.0.0 gives the variables of all tests to the setup alone.
        var given = file.IsFirstSchema ? NoVariables : RunVariables.Expanded(file.GlobalVariables, image);
        var seen = RunVariables.Over(image, given);
        var preparing = RunVariables.Expanded(file.IsFirstSchema ? file.GlobalVariables.Concat(test.Variables) : test.Variables, seen);
        foreach (var step in test.Setup)
        {
            (given, seen) = (RunVariables.Over(given, preparing), RunVariables.Over(seen, preparing));
            var spec = containers.Command(made.TryPeek(out var last) ? last : imageId, step, given) with { BecomesImage = true };
            try
            {
                // How a setup command ends is nobody's business; what it leaves is.
                var result = await bench.Runner.RunAsync(spec, null, cancellationToken);
                if (result.ImageId is not { } next)
                {
                    return StructureFinding.Failed($"setup: {Line(step)}: no end within {Limit}: killed") with { Spec = spec };
                }

                made.Push(next);
            }
            catch (EngineException error)
            {
                var reason = $"setup: {ContainerText.HarmlessLine(error.Message)}";
                return (file.IsFirstSchema ? StructureFinding.PassedOver(reason) : StructureFinding.Failed(reason)) with { Spec = spec };
            }
        }

        string[] command = [.. test.Command.Select(word => VariableExpansion.Expand(word, seen))];
        var tested = containers.Command(
            made.TryPeek(out var prepared) ? prepared : imageId,
            command,
            RunVariables.Over(given, variables.OfCommand(test))
        ) with
        {
            Terminal = file.RunOptions is { Terminal: true },
        };
        var ended = await bench.Runner.RunAsync(tested, null, cancellationToken);
        var problems = Problems(test, ended, cancellationToken).ToList();
        return new(problems.Count == 0 ? TestOutcome.Passed : TestOutcome.Failed, string.Join("; ", problems))
        {
            Output = TestOutput.Of(ended),
            // By hand there is no image that the setup made.
            Spec = test.Setup.Count == 0 ? tested : null,
            Untold = variables.Untold,
        };
    }

    private string Limit => string.Create(CultureInfo.InvariantCulture, $"{options.Timeout.TotalSeconds:0.###} s");

    private static string Line(IEnumerable<string> command) => string.Join(' ', command.Select(DockerCommandLine.Quote));

    private IEnumerable<string> Problems(StructureCommand test, ContainerResult result, CancellationToken cancellationToken)
    {
        if (result.TimedOut)
        {
            return [$"no end within {Limit}: killed"];
        }

        if (file.RunOptions is { Terminal: true })
        {
            if (result.Output.Length >= FrameHead)
            {
                return ["what a terminal shows cannot be read by container-structure-test, and so fails here too; leave allocateTty out"];
            }

            result = result with { Output = string.Empty };
        }

        return
        [
            .. PatternList.Problems("stderr", result.Error, test.ExpectedError, isWanted: true, cancellationToken),
            .. PatternList.Problems("stderr", result.Error, test.ExcludedError, isWanted: false, cancellationToken),
            .. PatternList.Problems("stdout", result.Output, test.ExpectedOutput, isWanted: true, cancellationToken),
            .. PatternList.Problems("stdout", result.Output, test.ExcludedOutput, isWanted: false, cancellationToken),
            .. result.ExitCode == test.ExitCode
                ? Array.Empty<string>()
                : [$"expected exit code {test.ExitCode}, found {ExitCodeMeaning.Tell(result.ExitCode)}"],
            .. result.DroppedBytes > 0 && test.ExcludedOutput.Count + test.ExcludedError.Count > 0
                ?
                [
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{result.DroppedBytes} bytes of output beyond the limit were not looked at"
                    ),
                ]
                : Array.Empty<string>(),
        ];
    }
}
