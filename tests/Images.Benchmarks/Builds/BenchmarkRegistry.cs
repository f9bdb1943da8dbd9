using System.ComponentModel;
using System.Diagnostics;
using Images.Loopback;

namespace Images.Benchmarks.Builds;

/// <summary>Debian's registry on the loopback, empty at the beginning and gone at the end.</summary>
internal sealed class BenchmarkRegistry : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("images-bench-registry-");
    private Process? process;

    /// <summary>Gets the registry's name in references.</summary>
    public string Address { get; } = $"127.0.0.1:{FreePort.Find()}";

    /// <summary>Starts one.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The registry, when it answers.</returns>
    /// <exception cref="InvalidOperationException">There is no docker-registry on PATH.</exception>
    public static async Task<BenchmarkRegistry> StartAsync(CancellationToken cancellationToken)
    {
        var registry = new BenchmarkRegistry();
        var configuration = Path.Combine(registry.folder.FullName, "config.yml");
        await File.WriteAllTextAsync(
            configuration,
            $"version: 0.1\nlog: {{ level: error, accesslog: {{ disabled: true }} }}\nstorage: {{ filesystem: {{ rootdirectory: {registry.folder.FullName} }} }}\nhttp: {{ addr: \"{registry.Address}\" }}\n",
            cancellationToken
        );
        try
        {
            var start = new ProcessStartInfo("docker-registry", ["serve", configuration]) { RedirectStandardError = true };
            registry.process = Process.Start(start)!;
            // It waits for whoever does not read what it complains about.
            registry.process.BeginErrorReadLine();
        }
        catch (Win32Exception error)
        {
            await registry.DisposeAsync();
            throw new InvalidOperationException("there is no docker-registry on PATH; install Debian's package of that name", error);
        }

        using var http = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await http.GetStringAsync(new Uri($"http://{registry.Address}/v2/"), cancellationToken);
                return registry;
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        folder.Delete(recursive: true);
    }
}
