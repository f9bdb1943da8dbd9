using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Images.BuildKit.Errors;
using Images.BuildKit.Transport;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Grpc;

/// <summary>
/// A session as a call of the control service (/moby.buildkit.v1.Control/Session): a byte stream in messages, both ways, on a
/// connection of its own.
/// </summary>
internal sealed class SessionTunnel : ConnectionStream
{
    private const string Path = "/moby.buildkit.v1.Control/Session";
    private const int LongestChunk = 256 * 1024;

    private readonly Stream connection;
    private readonly HttpClient client;
    private readonly TunnelContent content = new();
    private readonly ArrayBufferWriter<byte> frame = new();
    private HttpResponseMessage? response;
    private GrpcFrameReader? messages;
    private Stream? output;
    private ReadOnlyMemory<byte> unread;

    private SessionTunnel(Stream connection, HttpClient client)
    {
        this.connection = connection;
        this.client = client;
    }

    /// <exception cref="BuildKitException">The engine cannot be reached or refuses.</exception>
    public static async Task<Stream> OpenAsync(EngineConnection engine, SessionAnnouncement session, CancellationToken cancellationToken)
    {
        var connection = await engine.DialAsync(cancellationToken);
#pragma warning disable CA2000 // Dispose objects before losing scope: the tunnel owns them
        var fields = new RepeatedFieldStream(connection, SessionAnnouncement.MethodField, session.Methods);
        var tunnel = new SessionTunnel(connection, GrpcChannel.CreateClient(_ => Task.FromResult<Stream>(fields)));
#pragma warning restore CA2000
        try
        {
            await tunnel.StartAsync(session, cancellationToken);
            return tunnel;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or HttpProtocolException)
        {
            await tunnel.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new BuildKitUnavailableException($"the engine hung up on a session: {e.GetBaseException().Message}", null, e);
        }
        catch
        {
            await tunnel.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (unread.IsEmpty)
        {
            if (await messages!.ReadAsync(BytesMessage.Parser, cancellationToken) is not { } message)
            {
                return 0;
            }

            unread = message.Data.Memory;
        }

        var count = Math.Min(buffer.Length, unread.Length);
        unread[..count].CopyTo(buffer);
        unread = unread[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var chunk = buffer[..Math.Min(buffer.Length, LongestChunk)];
            frame.ResetWrittenCount();
            GrpcFrame.Write(frame, new BytesMessage { Data = UnsafeByteOperations.UnsafeWrap(chunk) });
            await output!.WriteAsync(frame.WrittenMemory, cancellationToken);
            buffer = buffer[chunk.Length..];
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => output!.FlushAsync(cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Complete();
            // Ends the reads that wait, and tells the engine that the session is over.
            connection.Dispose();
            response?.Dispose();
            client.Dispose();
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task StartAsync(SessionAnnouncement session, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://localhost{Path}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        content.Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        foreach (var (name, value) in session.Fields)
        {
            request.Headers.Add(name, value);
        }

        response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new BuildKitUnavailableException(
                $"the engine answered a session with HTTP {(int)response.StatusCode}",
                (int)response.StatusCode
            );
        }

        if (GrpcHeaders.ErrorOf(response.Headers) is { } refusal)
        {
            throw refusal;
        }

        output = await content.Opened.WaitAsync(cancellationToken);
        messages = new GrpcFrameReader(PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellationToken)));
    }
}
