using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Images.EndToEnd.Tests.Workflows;

/// <summary>
/// Programs of npm packages, as package-lock.json beside the tests settles them. They are installed once into the tests' output folder; where
/// there is no npm and this is Debian as root, the distribution's is installed.
/// </summary>
internal static class NodePackages
{
    /// <summary>Runs a program of a package.</summary>
    /// <param name="program">The path of its script below node_modules.</param>
    /// <param name="folder">Where to run it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Its exit code and all that it said.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, string folder, params IEnumerable<string> arguments)
    {
        var modules = await InstallAsync();
        return await StartAsync("node", folder, [Path.Combine(modules, program), .. arguments]);
    }

    /// <summary>Installs the packages.</summary>
    /// <returns>Their folder.</returns>
    public static Task<string> ModulesAsync() => InstallAsync();

    /// <summary>Starts a program of a package that serves on the loopback.</summary>
    /// <param name="program">The path of its script below node_modules.</param>
    /// <param name="folder">Where to run it.</param>
    /// <param name="options">Options of Node itself.</param>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="port">The port that it listens on once it is ready.</param>
    /// <returns>Ends it.</returns>
    public static async Task<IAsyncDisposable> ServeAsync(
        string program,
        string folder,
        IEnumerable<string> options,
        IEnumerable<string> arguments,
        int port
    )
    {
        var modules = await InstallAsync();
        var start = new ProcessStartInfo("node", [.. options, Path.Combine(modules, program), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new Server(Process.Start(start)!);
        await server.AnswersAsync(port);
        return server;
    }

    /// <summary>Installs the packages that a folder of tests names.</summary>
    /// <param name="source">A file of that folder.</param>
    /// <returns>The folder <c>node_modules</c>.</returns>
    public static async Task<string> InstallAsync([CallerFilePath] string source = "")
    {
        var here = Path.GetDirectoryName(source)!;
        var locked = await File.ReadAllBytesAsync(Path.Combine(here, "package-lock.json"));
        var folder = Path.Combine(AppContext.BaseDirectory, "npm", Convert.ToHexStringLower(SHA256.HashData(locked))[..16]);
        var modules = Path.Combine(folder, "node_modules");
        if (Directory.Exists(modules))
        {
            return modules;
        }

        await RequireNpmAsync();
        var trial = Directory.CreateDirectory($"{folder}.{Environment.ProcessId}").FullName;
        foreach (var name in new[] { "package.json", "package-lock.json" })
        {
            File.Copy(Path.Combine(here, name), Path.Combine(trial, name), overwrite: true);
        }

        var (code, output) = await StartAsync("npm", trial, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        Assert.True(code == 0, $"npm ci failed:\n{output}");
        Directory.Move(trial, folder);
        return modules;
    }

    private static async Task RequireNpmAsync()
    {
        var there = await TryAsync("npm", "--version");
        if (!there && Environment.UserName == "root" && await TryAsync("apt-get", "--version"))
        {
            await TryAsync("apt-get", "update");
            there = await TryAsync("apt-get", "install", "--yes", "--no-install-recommends", "npm");
        }

        Assert.SkipUnless(there, "there is no npm; install it");
    }

    private static async Task<bool> TryAsync(string program, params string[] arguments)
    {
        try
        {
            return (await StartAsync(program, Path.GetTempPath(), arguments)).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int ExitCode, string Output)> StartAsync(string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1", ["DEBIAN_FRONTEND"] = "noninteractive" },
        };
        using var process = Process.Start(start)!;
        var token = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var errors = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return (process.ExitCode, await output + await errors);
    }

    private sealed class Server : IAsyncDisposable
    {
        private readonly Process process;

        public Server(Process process)
        {
            this.process = process;
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public async Task AnswersAsync(int port)
        {
            while (!await TryConnectAsync(port))
            {
                Assert.False(process.HasExited, "the server ended before it listened");
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        private static async Task<bool> TryConnectAsync(int port)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
