using System.Net;
using System.Net.Sockets;
using System.Text;
using Docker.DotNet;

namespace StandIns.Docker;

/// <summary>Answers each request on a loopback port with the same bytes, and remembers what was asked.</summary>
internal sealed class CannedEngine : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<string> request = new();

    private CannedEngine(byte[]? answer)
    {
        listener.Start();
        _ = ServeAsync(answer);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Configuration = new DockerClientConfiguration(new Uri($"tcp://127.0.0.1:{port}"));
        Client = Configuration.CreateClient();
    }

    public DockerClientConfiguration Configuration { get; }

    public DockerClient Client { get; }

    /// <summary>The request as it came: head and body.</summary>
    public Task<string> Request => request.Task;

    public static CannedEngine Answers(string body, int status = 200) => Answers(Encoding.UTF8.GetBytes(body), status);

    public static CannedEngine Answers(byte[] body, int status = 200)
    {
        var head = $"HTTP/1.1 {status} Status\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
        return new CannedEngine([.. Encoding.ASCII.GetBytes(head), .. body]);
    }

    public static CannedEngine Silent() => new(null);

    public void Dispose()
    {
        Client.Dispose();
        Configuration.Dispose();
        listener.Dispose();
    }

    private async Task ServeAsync(byte[]? answer)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        var stream = connection.GetStream();
        var text = new StringBuilder();
        var buffer = new byte[64 << 10];
        do
        {
            var read = await stream.ReadAsync(buffer);
            text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            if (read == 0)
            {
                break;
            }
        } while (!IsWhole(text.ToString()));

        request.SetResult(text.ToString());
        if (answer is null)
        {
            await stream.CopyToAsync(Stream.Null);
            return;
        }

        await stream.WriteAsync(answer);
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        if (text.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            return text.EndsWith("0\r\n\r\n", StringComparison.Ordinal);
        }

        var length = text.Split("\r\n")
            .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture))
            .FirstOrDefault();
        return text.Length - end - 4 >= length;
    }
}
