using System.Globalization;

namespace Images.Engines;

/// <summary>Starts, finds and stops a dockerd of this program's own, with its own data, socket and network.</summary>
public sealed class PrivateEngine : IPrivateEngine
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly HostEnvironment host;
    private readonly IHostCommands commands;
    private readonly IEngineProbe probe;
    private readonly TimeProvider time;
    private readonly IProgress<string> progress;
    private readonly PrivateEngineFiles files;

    /// <summary>Creates it; nothing is started yet.</summary>
    /// <param name="host">The machine and user.</param>
    /// <param name="commands">Runs programs of the machine.</param>
    /// <param name="probe">Asks whether it answers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Told, one line each, what is installed and started.</param>
    public PrivateEngine(HostEnvironment host, IHostCommands commands, IEngineProbe probe, TimeProvider time, IProgress<string> progress)
    {
        this.host = host;
        this.commands = commands;
        this.probe = probe;
        this.time = time;
        this.progress = progress;
        files = new PrivateEngineFiles(host);
    }

    /// <inheritdoc />
    public EngineEndpoint Endpoint => EngineSockets.At(files.Socket, EngineSource.Private) with { Origin = "private engine" };

    /// <inheritdoc />
    public async Task<EngineEndpoint> StartAsync(EngineOptions options, CancellationToken cancellationToken)
    {
        if (!options.MayStart || host is not { IsLinux: true, IsRoot: true })
        {
            throw new EngineException(
                "engine: none found; start docker ('sudo systemctl start docker', or Docker Desktop), or name one with --engine=URL or DOCKER_HOST"
            );
        }

        CreateFolder(files.Root);
        await using var alone = await StateLock.TakeAsync(files.Lock, time, cancellationToken);
        if (await probe.PingAsync(Endpoint, cancellationToken) is null)
        {
            return Endpoint;
        }

        await InstallAsync(options, cancellationToken);
        progress.Report($"starting a private engine (none found; data in {files.Data})...");
        try
        {
            await LaunchAsync(cancellationToken);
            await AnswerAsync(cancellationToken);
            return Endpoint;
        }
        catch
        {
            await StopProcessesAsync(CancellationToken.None);
            throw;
        }
    }

    /// <summary>Stops the engine and its containerd, unmounts what they left, and takes its network away. Its data stays.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was running.</returns>
    /// <exception cref="EngineException">It does not end.</exception>
    public async Task<bool> StopAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(files.Root))
        {
            return false;
        }

        await using var alone = await StateLock.TakeAsync(files.Lock, time, cancellationToken);
        return await StopProcessesAsync(cancellationToken);
    }

    /// <summary>Stops the engine and deletes its images, containers and build cache.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EngineException">It does not end, or something of its data is still mounted.</exception>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await StopAsync(cancellationToken);
        if (Mounts.Below(files.Root).Count > 0)
        {
            throw new EngineException($"private engine: something is mounted below {files.Root}; unmount it and try again");
        }

        if (Directory.Exists(files.Root))
        {
            Directory.Delete(files.Root, recursive: true);
        }
    }

    private async Task InstallAsync(EngineOptions options, CancellationToken cancellationToken)
    {
        List<string> packages = [];
        if (commands.Find("dockerd") is null)
        {
            packages.AddRange(["docker.io", "ca-certificates"]);
        }

        if (commands.Find("iptables") is null)
        {
            packages.Add("iptables");
        }

        if (commands.Find("ip") is null)
        {
            packages.Add("iproute2");
        }

        if (packages.Count == 0)
        {
            return;
        }

        var apt = new AptPackages(commands, progress);
        if (!options.MayInstall || !apt.CanInstall(host))
        {
            throw new EngineException(
                $"engine: none found, and a private one lacks {string.Join(", ", packages)}; install docker "
                    + "(Debian, Ubuntu: 'apt-get install docker.io'), or name an engine with --engine=URL"
            );
        }

        await apt.InstallAsync(packages, "no engine found", cancellationToken);
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var pool = await new PrivateNetwork(commands, files).CreateAsync(cancellationToken);
        CgroupNesting.Prepare();
        CreateFolder(files.Data);
        CreateFolder(files.Runtime);

        // A file of our own: the machine's /etc/docker/daemon.json is meant for the machine's engine.
        await File.WriteAllTextAsync(files.Configuration, "{}\n", cancellationToken);

        // A session of its own outlives our terminal; the shell writes its number, then becomes dockerd.
        const string Script = """echo $$ >"$IMAGES_PID"; exec dockerd "$@" </dev/null >"$IMAGES_LOG" 2>&1""";
        var command = new HostCommand("setsid", ["--fork", "sh", "-c", Script, "sh", .. Arguments(pool)])
        {
            Environment = new Dictionary<string, string>
            {
                ["IMAGES_PID"] = files.ProcessId,
                ["IMAGES_LOG"] = files.Log,
                ["PATH"] = $"{host.Variable("PATH")}:/usr/local/sbin:/usr/sbin:/sbin",
            },
        };
        File.Delete(files.ProcessId);
        var result = await commands.RunAsync(command, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new EngineException($"private engine: setsid failed: {result.LastLine}; install util-linux");
        }
    }

    private IEnumerable<string> Arguments(string pool) =>
        [
            $"--host=unix://{files.Socket}",
            $"--config-file={files.Configuration}",
            $"--data-root={files.Data}",
            $"--exec-root={files.Runtime}",
            $"--pidfile={Path.Combine(files.Runtime, "docker.pid")}",
            $"--containerd-namespace=images-{files.Id}",
            $"--containerd-plugins-namespace=images-{files.Id}-plugins",
            $"--bridge={files.Bridge}",
            "--iptables=false",
            "--ip6tables=false",
            $"--default-address-pool=base={pool},size=24",
        ];

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (await probe.PingAsync(Endpoint, cancellationToken) is not null)
        {
            if (File.Exists(files.ProcessId) && OwnProcess() is null && time.GetElapsedTime(started) > TimeSpan.FromSeconds(1))
            {
                throw new EngineException($"private engine: dockerd ended at once: {LogTail()} (all of it in {files.Log})");
            }

            if (time.GetElapsedTime(started) > StartLimit)
            {
                throw new EngineException(
                    $"private engine: dockerd does not answer after {StartLimit.TotalSeconds:0} s: {LogTail()} (all of it in {files.Log})"
                );
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private string LogTail() =>
        File.Exists(files.Log)
            ? string.Join(" | ", ContainerText.Tail(ContainerText.Harmless(File.ReadAllText(files.Log)), 2, 300))
            : "no log";

    private async Task<bool> StopProcessesAsync(CancellationToken cancellationToken)
    {
        var running = false;
        if (OwnProcess() is { } dockerd)
        {
            running = true;
            await EndAsync(dockerd, () => OwnProcess() == dockerd, cancellationToken);
        }

        // A containerd that outlived a killed dockerd.
        if (ProcessIn(Path.Combine(files.Runtime, "containerd", "containerd.pid"), files.Runtime) is { } containerd)
        {
            await EndAsync(
                containerd,
                () => ProcessIn(Path.Combine(files.Runtime, "containerd", "containerd.pid"), files.Runtime) == containerd,
                cancellationToken
            );
        }

        foreach (var mount in Mounts.Below(files.Root).Concat(Mounts.Below(files.Runtime)))
        {
            await commands.RunAsync(new HostCommand("umount", [mount]), cancellationToken);
        }

        if (commands.Find("ip") is not null && commands.Find("iptables") is not null)
        {
            await new PrivateNetwork(commands, files).RemoveAsync(cancellationToken);
        }

        File.Delete(files.ProcessId);
        File.Delete(files.Socket);
        if (Directory.Exists(files.Runtime) && Mounts.Below(files.Runtime).Count == 0)
        {
            Directory.Delete(files.Runtime, recursive: true);
        }

        return running;
    }

    private int? OwnProcess() => ProcessIn(files.ProcessId, files.Data);

    /// <summary>The process a file names, when its command line shows that it is ours.</summary>
    private static int? ProcessIn(string file, string mark)
    {
        try
        {
            return
                int.TryParse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture, out var id)
                && File.ReadAllText($"/proc/{id}/cmdline").Contains(mark, StringComparison.Ordinal)
                ? id
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task EndAsync(int process, Func<bool> alive, CancellationToken cancellationToken)
    {
        foreach (var (signal, patience) in new[] { ("TERM", TimeSpan.FromSeconds(20)), ("KILL", TimeSpan.FromSeconds(5)) })
        {
            var id = process.ToString(CultureInfo.InvariantCulture);
            await commands.RunAsync(new HostCommand("sh", ["-c", """kill -s "$0" "$1" """, signal, id]), cancellationToken);
            var started = time.GetTimestamp();
            while (alive() && time.GetElapsedTime(started) < patience)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }

            if (!alive())
            {
                return;
            }
        }

        throw new EngineException($"private engine: process {process} does not end; see {files.Log}");
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
