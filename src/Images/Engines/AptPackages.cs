namespace Images.Engines;

/// <summary>Installs packages of a Debian-like distribution, without starting the services they bring.</summary>
internal sealed class AptPackages(IHostCommands commands, IProgress<string> progress)
{
    private const string Policy = "/usr/sbin/policy-rc.d";
    private static readonly Dictionary<string, string> Quiet = new() { ["DEBIAN_FRONTEND"] = "noninteractive", ["LC_ALL"] = "C.UTF-8" };

    /// <summary>Whether this user can install packages here at all.</summary>
    public bool CanInstall(HostEnvironment host) =>
        host is { IsLinux: true, IsRoot: true } && OsRelease.OfMachine().IsDebianLike && commands.Find("apt-get") is not null;

    /// <summary>Fetches the package lists and installs.</summary>
    /// <param name="packages">Names of packages.</param>
    /// <param name="why">Why, for the message.</param>
    /// <param name="cancellationToken">Stops apt.</param>
    /// <exception cref="EngineException">apt failed; the message has its last line.</exception>
    public async Task InstallAsync(IReadOnlyList<string> packages, string why, CancellationToken cancellationToken)
    {
        progress.Report($"installing {string.Join(' ', packages)} with apt ({why})...");
        var forbidding = ForbidServices();
        try
        {
            await RunAsync(["update"], cancellationToken);
            await RunAsync(["install", "-y", "--no-install-recommends", .. packages], cancellationToken);
        }
        finally
        {
            if (forbidding)
            {
                File.Delete(Policy);
            }
        }
    }

    /// <summary>Without a policy, the package would start an engine of the machine's own. An administrator's policy stays.</summary>
    private static bool ForbidServices()
    {
        if (File.Exists(Policy))
        {
            return false;
        }

        File.WriteAllText(Policy, "#!/bin/sh\nexit 101\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Policy, (UnixFileMode)0b111_101_101);
        }

        return true;
    }

    private async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // Waits for another apt instead of failing at once.
        var command = new HostCommand("apt-get", ["-q", "-o", "DPkg::Lock::Timeout=120", .. arguments]) { Environment = Quiet };
        var result = await commands.RunAsync(command, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new EngineException(
                $"apt-get {string.Join(' ', arguments)}: failed with {result.ExitCode}: {result.LastLine}; run it by hand to see more"
            );
        }
    }
}
