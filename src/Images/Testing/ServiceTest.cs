using System.Globalization;
using Images.Definitions;
using Images.Engines;

namespace Images.Testing;

/// <summary>Runs the tests of programs that stay up.</summary>
/// <param name="services">Starts containers.</param>
/// <param name="clock">Measures and waits.</param>
internal sealed class ServiceTest(IServiceContainers services, TimeProvider clock)
{
    // For /bin/sh of dash, bash and busybox: the sockets that somebody listens on, as proc(5) shows them.
    private const string Sockets =
        "for file in /proc/net/tcp /proc/net/tcp6; do [ -r $file ] && while IFS= read -r line; do echo \"$line\"; done < $file; done";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(10);

    /// <summary>Runs one test.</summary>
    /// <param name="imageId">The image.</param>
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
        var spec = TestContainer.Of(imageId, test);
        var started = clock.GetTimestamp();
        var output = string.Empty;
        string? problem;
        try
        {
            (spec, var whyNot) = await surroundings.EquipAsync(spec, test, cancellationToken);
            if (whyNot is not null)
            {
                return DefinedTest.Skipped(test, whyNot);
            }

            await using var service = await services.StartAsync(spec, cancellationToken);
            problem =
                await NotReadyAsync(service, spec, test.Service!, started, cancellationToken)
                ?? await FailedRunAsync(service, imageId, test.Service!, cancellationToken)
                ?? await EndedAsync(service, test.Service!.StillRunning, started, cancellationToken);
            output = ContainerText.Harmless(service.Output);
        }
        catch (EngineException error)
        {
            problem = ContainerText.HarmlessLine(error.Message);
        }

        var outcome = problem is null ? TestOutcome.Passed : TestOutcome.Failed;
        var shown = output.Length > TestOutput.Limit ? output[^TestOutput.Limit..] : output;
        return new(
            test.Name,
            outcome,
            problem,
            shown,
            clock.GetElapsedTime(started),
            test.Location,
            DockerCommandLine.For(TestContainer.ByHand(spec, test))
        )
        {
            Needs = test.Needs is { } needs ? NeedsText.Of(needs) : null,
        };
    }

    private async Task<string?> NotReadyAsync(
        IServiceContainer service,
        ContainerSpec spec,
        TestService wanted,
        long started,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            if (await service.ExitCodeAsync(cancellationToken) is { } code)
            {
                return $"it ended before it was ready, with exit code {ExitCodeMeaning.Tell(code)}";
            }

            var missing = await MissingAsync(service, spec, wanted, cancellationToken);
            if (missing is null)
            {
                return null;
            }

            if (clock.GetElapsedTime(started) >= wanted.ReadyWithin)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"not ready within {wanted.ReadyWithin.TotalSeconds:0.###} s: {missing}"
                );
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    private static async Task<string?> MissingAsync(
        IServiceContainer service,
        ContainerSpec spec,
        TestService wanted,
        CancellationToken cancellationToken
    )
    {
        if (wanted.ReadyLog is { } log && StreamExpectation.Mismatch("its output", log, service.Output) is { } mismatch)
        {
            return mismatch;
        }

        if (wanted.ReadyPort is { } port)
        {
            var sockets = await service.RunAsync(Beside(spec, ["/bin/sh", "-c", Sockets]), cancellationToken);
            if (!ListensOn(sockets.Output, port))
            {
                return sockets.ExitCode is 126 or 127
                    ? "its ports cannot be seen without /bin/sh; use log or run"
                    : $"nothing listens on port {port}";
            }
        }

        if (wanted.ReadyRun is { } run)
        {
            var result = await service.RunAsync(
                Beside(spec, run.IsShell ? ["/bin/sh", "-c", .. run.Arguments] : run.Arguments),
                cancellationToken
            );
            return result.ExitCode == 0 ? null : $"'{run.Arguments[0]}' ends with exit code {ExitCodeMeaning.Tell(result.ExitCode)}";
        }

        return null;
    }

    /// <summary>Reads the kernel's table: the local address and port in hexadecimal, and the state, of which 0A is listening.</summary>
    internal static bool ListensOn(string sockets, int port) =>
        sockets
            .Split('\n')
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Any(fields => fields is [_, var local, _, "0A", ..] && local.EndsWith($":{port:X4}", StringComparison.Ordinal));

    private static async Task<string?> FailedRunAsync(
        IServiceContainer service,
        string imageId,
        TestService wanted,
        CancellationToken cancellationToken
    )
    {
        foreach (var run in wanted.Runs)
        {
            var spec = TestContainer.Of(imageId, run);
            var result = await service.RunAsync(spec, cancellationToken);
            if (RunJudge.Mismatch(run, spec, result) is { } mismatch)
            {
                return $"'{run.Name}': {mismatch}";
            }
        }

        return null;
    }

    private async Task<string?> EndedAsync(
        IServiceContainer service,
        TimeSpan? stillRunning,
        long started,
        CancellationToken cancellationToken
    )
    {
        while (
            stillRunning is { } wanted && clock.GetElapsedTime(started) < wanted && await service.ExitCodeAsync(cancellationToken) is null
        )
        {
            await Task.Delay(Pause, clock, cancellationToken);
        }

        return await service.ExitCodeAsync(cancellationToken) is { } code
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"expected it to run still, but it ended with exit code {ExitCodeMeaning.Tell(code)} within {clock.GetElapsedTime(started).TotalSeconds:0.#} s"
            )
            : null;
    }

    private static ContainerSpec Beside(ContainerSpec spec, IReadOnlyList<string> command) =>
        spec with
        {
            Entrypoint = [],
            Command = command,
            Timeout = AskLimit,
        };
}
