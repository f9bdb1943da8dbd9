using System.Security.Authentication;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Transport;

/// <summary>Finds out whether a peer speaks HTTP/2 from the first byte (RFC 9113, section 3.3), by starting to.</summary>
internal static class DirectHttp2
{
    private const int FrameHeaderLength = 9;
    private const int TypeAt = 3;
    private const byte Settings = 4;

    // A peer that says nothing is none that waits for us: the preface is a whole request in HTTP/1.1, too.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Sends a connection preface with empty settings; only an HTTP/2 server answers with settings of its own.</summary>
    /// <exception cref="BuildKitUnavailableException">Nobody can be reached at all.</exception>
    public static async Task<bool> IsSpokenAsync(EngineConnection engine, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var stream = await engine.DialAsync(cancellationToken);
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await stream.WriteAsync((byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, Settings, 0, 0, 0, 0, 0], either.Token);
            await stream.FlushAsync(either.Token);
            var header = new byte[FrameHeaderLength];
            await stream.ReadExactlyAsync(header, either.Token);
            return header[TypeAt] == Settings && !header.AsSpan().StartsWith("HTTP"u8);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
