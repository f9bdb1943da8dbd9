using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Images.Engines;

/// <summary>Turns a connection to the engine's API into a raw stream in both directions (<c>Upgrade: tcp</c>).</summary>
internal static class EngineUpgrade
{
    private const int MostHeadBytes = 64 << 10;

    /// <summary>Sends the request and reads the answer's head.</summary>
    /// <param name="stream">A fresh connection; disposed when this fails.</param>
    /// <param name="path">Path and query below the API's root, escaped, without a leading slash.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EngineRefusedException">The engine answered with an error status.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task PostAsync(Stream stream, string path, CancellationToken cancellationToken)
    {
        try
        {
            var head = $"POST /{path} HTTP/1.1\r\nHost: engine\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 0\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
            var answer = await ReadHeadAsync(stream, cancellationToken);
            var status = answer.Split(' ', 3) is [_, var code, ..] && int.TryParse(code, out var number) ? (HttpStatusCode)number : 0;
            if (status is not (HttpStatusCode.SwitchingProtocols or HttpStatusCode.OK))
            {
                throw new EngineRefusedException(status, answer.Split("\r\n")[0]);
            }
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says that nothing more will be written; reading goes on.</summary>
    public static async Task EndWritingAsync(Stream stream)
    {
        await stream.FlushAsync();
        switch (stream)
        {
            case NetworkStream network:
                network.Socket.Shutdown(SocketShutdown.Send);
                break;
            case SslStream secure:
                await secure.ShutdownAsync();
                break;
            default:
                throw new EngineException("engine: a named pipe can't end a container's input; use a tcp:// engine");
        }
    }

    /// <summary>One byte at a time: what follows the head belongs to the raw stream.</summary>
    private static async Task<string> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>(256);
        var one = new byte[1];
        while (head.Count < MostHeadBytes)
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            head.Add(one[0]);
            if (head is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
            {
                return Encoding.ASCII.GetString([.. head]);
            }
        }

        throw new IOException("the answer's head does not end");
    }
}
