using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Transport;

/// <summary>
/// Opens streams to an engine's API and has them changed to HTTP/2 (h2c upgrade): <c>/grpc</c>, on which the engine is the
/// server, and <c>/session</c>, on which it is the client.
/// </summary>
internal sealed class EngineConnection(Func<CancellationToken, Task<Stream>> dial)
{
    private const int LongestHead = 64 * 1024;

    /// <summary>Sends the upgrade and returns the stream right behind the engine's 101.</summary>
    /// <exception cref="BuildKitUnavailableException">Nothing answers, or the engine refuses.</exception>
    public async Task<Stream> UpgradeAsync(
        string path,
        IEnumerable<KeyValuePair<string, string>> headers,
        CancellationToken cancellationToken
    )
    {
        var stream = await DialAsync(cancellationToken);
        try
        {
            var request = new StringBuilder($"POST {path} HTTP/1.1\r\nHost: docker\r\n").Append(
                "Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 0\r\n"
            );
            foreach (var (name, value) in headers)
            {
                request.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Append("\r\n").ToString()), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            var head = await ReadHeadAsync(stream, cancellationToken);
            var status = StatusOf(head);
            if (status != 101)
            {
                throw new BuildKitUnavailableException($"the engine refuses {path}: {FirstLine(head)}", status);
            }

            return stream;
        }
        catch (IOException e)
        {
            await stream.DisposeAsync();
            throw new BuildKitUnavailableException($"the engine hung up on {path}: {e.Message}", null, e);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>The number in a status line; null where it is not HTTP.</summary>
    internal static int? StatusOf(string head)
    {
        var words = FirstLine(head).Split(' ', 3);
        return
            words.Length >= 2
            && words[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : null;
    }

    private static string FirstLine(string head) => head.Split("\r\n", 2)[0];

    private async Task<Stream> DialAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await dial(cancellationToken);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            throw new BuildKitUnavailableException($"the engine cannot be reached: {e.Message}", null, e);
        }
    }

    /// <summary>Reads byte by byte: what follows the head belongs to HTTP/2, and in a session the engine sends it at once.</summary>
    private static async Task<string> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder(256);
        var one = new byte[1];
        while (head.Length < LongestHead)
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
            {
                return head.ToString();
            }

            head.Append((char)one[0]);
            if (head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r')
            {
                return head.ToString();
            }
        }

        return head.ToString();
    }
}
