using System.ComponentModel;
using System.Diagnostics;

namespace Images.Benchmarks.Builds;

/// <summary>The docker on PATH, with its buildx.</summary>
internal static class DockerProgram
{
    /// <summary>Asks for its version.</summary>
    /// <returns>What it says; null when there is no docker with buildx.</returns>
    public static string? Version()
    {
        try
        {
            using var docker = Process.Start(new ProcessStartInfo("docker", ["buildx", "version"]) { RedirectStandardOutput = true })!;
            var version = docker.StandardOutput.ReadToEnd().Trim();
            docker.WaitForExit();
            return docker.ExitCode == 0 ? version : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
