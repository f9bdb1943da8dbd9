using System.Buffers;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Threading.Channels;
using Google.Protobuf;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;
using static Images.BuildKit.Wire.Packet.Types;

namespace Images.BuildKit.Sessions;

/// <summary>
/// One transfer of files to the engine (/moby.filesync.v1.FileSync/DiffCopy): it hears of every entry, asks for the files that
/// it lacks or has in another version, and gets those, all at the same time.
/// </summary>
internal sealed class FileSender : IDisposable
{
    private const int ChunkLength = 32 * 1024;
    private const int FlushAt = 256 * 1024;

    private readonly GrpcServerCall call;
    private readonly IContextSource source;
    private readonly ContextWalk walk;
    private readonly List<WalkedEntry> announced = [];
    private readonly Channel<uint> requested = Channel.CreateUnbounded<uint>();
    private readonly SemaphoreSlim writing = new(1);
    private readonly CancellationTokenSource stop;
    private Exception? fault;

    public FileSender(GrpcServerCall call, IContextSource source, ContextWalk walk)
    {
        this.call = call;
        this.source = source;
        this.walk = walk;
        stop = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted);
    }

    /// <summary>Runs until the engine has all it wants.</summary>
    public async Task RunAsync()
    {
        await Task.WhenAll(Guard(Task.Run(AnnounceAsync)), Guard(ReceiveAsync()), Guard(Task.Run(SendAsync)));
        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    public void Dispose()
    {
        stop.Dispose();
        writing.Dispose();
    }

    /// <summary>The first part that fails stops the others, and is the reason.</summary>
    private async Task Guard(Task part)
    {
        try
        {
            await part;
        }
        catch (Exception e) when (Interlocked.CompareExchange(ref fault, e, null) is null)
        {
            await stop.CancelAsync();
        }
#pragma warning disable CA1031 // Do not catch general exception types: what failed first is thrown on by RunAsync
        catch (Exception) when (fault is not null) { }
#pragma warning restore CA1031
    }

    private async Task AnnounceAsync()
    {
        foreach (var entry in walk.Entries())
        {
            lock (announced)
            {
                announced.Add(entry);
            }

            await WriteAsync(new Packet { Type = PacketType.Stat, Stat = StatOf(entry) }, flush: false);
        }

        await WriteAsync(new Packet { Type = PacketType.Stat }, flush: true);
    }

    private async Task ReceiveAsync()
    {
        while (await call.ReadAsync(Packet.Parser, stop.Token) is { } packet)
        {
            switch (packet.Type)
            {
                case PacketType.Req:
                    requested.Writer.TryWrite(packet.Id);
                    break;
                case PacketType.Fin:
                    requested.Writer.Complete();
                    return;
                case PacketType.Err:
                    throw new GrpcStatusException(GrpcStatusCode.Aborted, packet.Data.ToStringUtf8());
                default:
                    throw new GrpcStatusException(GrpcStatusCode.InvalidArgument, $"unexpected packet {packet.Type}");
            }
        }

        throw new GrpcStatusException(GrpcStatusCode.Aborted, "the engine left in the middle of a file transfer");
    }

    private async Task SendAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkLength);
        try
        {
            await foreach (var id in requested.Reader.ReadAllAsync(stop.Token))
            {
                await SendAsync(id, EntryOf(id), buffer.AsMemory(0, ChunkLength));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        await WriteAsync(new Packet { Type = PacketType.Fin }, flush: true);
    }

    private async Task SendAsync(uint id, WalkedEntry entry, Memory<byte> buffer)
    {
        await using var file = source.Open(entry.Path, entry.Entry);
        int read;
        while ((read = await file.ReadAsync(buffer, stop.Token)) > 0)
        {
            // The message is written out before the buffer is used again.
            var data = UnsafeByteOperations.UnsafeWrap(buffer[..read]);
            await WriteAsync(
                new Packet
                {
                    Type = PacketType.Data,
                    Id = id,
                    Data = data,
                },
                flush: false
            );
        }

        await WriteAsync(new Packet { Type = PacketType.Data, Id = id }, flush: requested.Reader.Count == 0);
    }

    private async ValueTask WriteAsync(Packet packet, bool flush)
    {
        await writing.WaitAsync(stop.Token);
        try
        {
            call.Write(packet);
            if (flush || call.Unflushed >= FlushAt)
            {
                await call.FlushAsync(stop.Token);
            }
        }
        finally
        {
            writing.Release();
        }
    }

    private WalkedEntry EntryOf(uint id)
    {
        lock (announced)
        {
            return id < announced.Count && announced[(int)id] is { Entry.Kind: ContextEntryKind.File } entry
                ? entry
                : throw new GrpcStatusException(GrpcStatusCode.InvalidArgument, $"the engine asked for entry {id}, which is no file");
        }
    }

    private static Stat StatOf(WalkedEntry walked)
    {
        var entry = walked.Entry;
        var stat = new Stat
        {
            Path = walked.Path,
            Mode = GoFileMode.Of(entry),
            ModTime = entry.ModifiedNanoseconds,
            // The engine compares the size of links too; and a hard link without its size is copied anew each time.
            Size = entry.LinkTarget is { } target ? Encoding.UTF8.GetByteCount(target) : entry.Size,
            Linkname = entry.LinkTarget ?? walked.HardLinkTo ?? "",
        };
        foreach (var (name, value) in entry.ExtendedAttributes)
        {
            stat.Xattrs[name] = ByteString.CopyFrom(value.Span);
        }

        return stat;
    }
}
