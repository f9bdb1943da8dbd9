using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Images.Loopback;

namespace Images.EngineTests;

/// <summary>Debian's registry on a port of the loopback, with its data in a folder that goes with it.</summary>
internal sealed class LoopbackRegistry : IAsyncDisposable
{
    private readonly string folder;
    private readonly Process process;

    private LoopbackRegistry(string folder, Process process, int port) =>
        (this.folder, this.process, Address) = (folder, process, $"127.0.0.1:{port}");

    /// <summary>Gets the registry's name in references.</summary>
    public string Address { get; }

    /// <summary>Starts one that lets everybody do everything.</summary>
    public static Task<LoopbackRegistry> StartAsync(CancellationToken cancellationToken) =>
        StartAsync(new RegistrySettings(), cancellationToken);

    /// <summary>Starts one.</summary>
    public static async Task<LoopbackRegistry> StartAsync(RegistrySettings settings, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("images-registry-").FullName;
        try
        {
            var program = settings.Program ?? await RegistryProgram.FindAsync(folder, cancellationToken);
            var port = FreePort.Find();
            var configuration = Path.Combine(folder, "config.yml");
            await File.WriteAllTextAsync(
                configuration,
                $"version: 0.1\nlog: {{ level: error }}\nstorage: {{ filesystem: {{ rootdirectory: {folder}/data }}, delete: {{ enabled: true }} }}\n"
                    + $"http: {{ addr: \"127.0.0.1:{port}\"{Tls(settings)} }}\n"
                    + (settings.Auth is { } auth ? $"auth: {auth}\n" : ""),
                cancellationToken
            );
            var start = new ProcessStartInfo(program, ["serve", configuration])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            var registry = new LoopbackRegistry(folder, process, port);
            await registry.AnswerAsync(cancellationToken);
            return registry;
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Asks the registry's API.</summary>
    public async Task<string> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri($"http://{Address}/v2/{path}"), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static string Tls(RegistrySettings settings) =>
        settings.Tls is var (certificate, key) ? $", tls: {{ certificate: {certificate}, key: {key} }}" : "";

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var connection = new TcpClient();
                await connection.ConnectAsync(IPEndPoint.Parse(Address), cancellationToken);
                return;
            }
            catch (SocketException) when (attempt < 200 && !process.HasExited)
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }
}
