using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Images.BuildKit.Tests.Engine;

/// <summary>An SSH agent that has one key, and answers what keys it has (draft-ietf-sshm-ssh-agent, "Requesting a list of keys").</summary>
internal sealed class OneKeyAgent : IAsyncDisposable
{
    private const byte RequestIdentities = 11;
    private const byte IdentitiesAnswer = 12;

    private readonly TemporaryDirectory directory = new();
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] answer;
    private readonly Task accepting;

    public OneKeyAgent(string comment)
    {
        using var bytes = new MemoryStream();
        bytes.WriteByte(IdentitiesAnswer);
        bytes.Write([0, 0, 0, 1]);
        foreach (var text in (string[])["a key", comment])
        {
            bytes.Write([0, 0, 0, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)]);
        }

        answer = [0, 0, 0, (byte)bytes.Length, .. bytes.ToArray()];
        Path = directory["agent.sock"];
        listener.Bind(new UnixDomainSocketEndPoint(Path));
        listener.Listen();
        accepting = AcceptAsync();
    }

    public string Path { get; }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        // Ends when every connection was closed by who made it.
        await accepting.WaitAsync(TimeSpan.FromSeconds(20));
        directory.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync();
                served.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            var length = new byte[4];
            while (await stream.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false) == length.Length)
            {
                var request = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
                await stream.ReadExactlyAsync(request);
                Assert.Equal(RequestIdentities, request[0]);
                await stream.WriteAsync(answer);
            }
        }
        catch (IOException) { }
    }
}
