using System.Diagnostics;

namespace Images.EngineTests;

/// <summary>Debian's registry as a program.</summary>
internal static class RegistryProgram
{
    // Taken out of the package and not installed: that would start a service.
    private const string Fetch = """
        cd "$0"
        apt-get -q download docker-registry || { apt-get -q update && apt-get -q download docker-registry; }
        dpkg -x docker-registry_*.deb .
        """;

    /// <summary>Finds it on PATH, or takes it from Debian into a folder.</summary>
    public static async Task<string> FindAsync(string folder, CancellationToken cancellationToken)
    {
        var installed = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Select(path => Path.Combine(path, "docker-registry"))
            .FirstOrDefault(File.Exists);
        if (installed is not null)
        {
            return installed;
        }

        using var process = Process.Start(
            new ProcessStartInfo("sh", ["-ec", Fetch, folder]) { RedirectStandardError = true, RedirectStandardOutput = true }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"docker-registry cannot be had from Debian: {await output} {errors}");
        return Path.Combine(folder, "usr/bin/docker-registry");
    }
}
