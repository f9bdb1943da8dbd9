using Images.Definitions;
using Images.Engines;

namespace Images.Testing;

/// <summary>The containers that tests run in: the strict profile, and what the test says.</summary>
public static class TestContainer
{
    /// <summary>The most bytes that are kept of each stream of a test.</summary>
    public const int OutputLimit = 1 << 20;

    /// <summary>Makes the container of a test.</summary>
    /// <param name="imageId">The id of the very image that was built.</param>
    /// <param name="test">The test. Its command takes the place of the image's entrypoint.</param>
    /// <returns>What to run.</returns>
    public static ContainerSpec Of(string imageId, TestDefinition test)
    {
        var line = test.Run.IsShell ? ["/bin/sh", "-c", .. test.Run.Arguments] : test.Run.Arguments;
        return Of(imageId, line) with
        {
            Environment = test.Env,
            User = test.User,
            WorkingDirectory = test.Workdir,
            Network = test.Network,
            Timeout = test.Timeout,
        };
    }

    /// <summary>Makes a container of the strict profile.</summary>
    /// <param name="imageId">The image's id.</param>
    /// <param name="arguments">The program and its arguments; at least one.</param>
    /// <returns>What to run.</returns>
    public static ContainerSpec Of(string imageId, IReadOnlyList<string> arguments) =>
        new(imageId)
        {
            Entrypoint = [arguments[0]],
            Command = [.. arguments.Skip(1)],
            OutputLimit = OutputLimit,
        };
}
