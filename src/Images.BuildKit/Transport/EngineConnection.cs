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
internal sealed class EngineConnection(Func<CancellationToken, Task<Stream>> dial, TimeProvider? time = null)
{
    private const int LongestHead = 16 * 1024;
    private const int ShortestHead = 16;

    /// <summary>How long a connect may take: one that is lost on the way would else end with the system's patience, or never.</summary>
    public static readonly TimeSpan DialLimit = TimeSpan.FromSeconds(15);

    private static ReadOnlySpan<byte> HeadEnd => "\r\n\r\n"u8;

    /// <summary>Opens a stream to the engine, on which nothing was said yet.</summary>
    /// <exception cref="BuildKitUnavailableException">Nothing answers.</exception>
    public async Task<Stream> DialAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(DialLimit, time ?? TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var dialling = Task.FromResult(Stream.Null);
        try
        {
            dialling = dial(stop.Token);
            return await dialling.WaitAsync(stop.Token);
        }
        catch (OperationCanceledException e)
        {
#pragma warning disable CA2025 // Ensure tasks using 'IDisposable' instances complete before the instances are disposed: the stream is what that task disposes
            _ = DropAsync(dialling);
#pragma warning restore CA2025
            cancellationToken.ThrowIfCancellationRequested();
            throw new BuildKitUnavailableException(
                $"the engine cannot be reached: nothing answered within {DialLimit.TotalSeconds:0} seconds",
                null,
                e
            );
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            throw new BuildKitUnavailableException($"the engine cannot be reached: {e.Message}", null, e);
        }
    }

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

            return head.EndsWith("\r\n\r\n", StringComparison.Ordinal) ? stream : throw new IOException("its answer breaks off");
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

    /// <summary>Closes a connection that comes after all, when nobody waits for it any more.</summary>
    private static async Task DropAsync(Task<Stream> dialling)
    {
        await ((Task)dialling).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (dialling.IsCompletedSuccessfully)
        {
            await (await dialling).DisposeAsync();
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

    /// <summary>
    /// Reads no byte beyond the head: what follows belongs to HTTP/2, and in a session the engine sends it at once. As many are
    /// read at a time as must still come, whatever they are, before the empty line can end.
    /// </summary>
    private static async Task<string> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new byte[LongestHead];
        var length = 0;
        for (var missing = ShortestHead; missing > 0 && length + missing <= head.Length; )
        {
            var read = await stream.ReadAsync(head.AsMemory(length, missing), cancellationToken);
            if (read == 0)
            {
                break;
            }

            length += read;
            missing = length < ShortestHead ? ShortestHead - length : HeadEnd.Length - EndedBy(head.AsSpan(0, length));
        }

        return Encoding.Latin1.GetString(head, 0, length);
    }

    /// <summary>How many bytes of the empty line are there already.</summary>
    private static int EndedBy(ReadOnlySpan<byte> head)
    {
        for (var count = Math.Min(HeadEnd.Length, head.Length); count > 0; count--)
        {
            if (head.EndsWith(HeadEnd[..count]))
            {
                return count;
            }
        }

        return 0;
    }
}
