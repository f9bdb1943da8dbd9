using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;
using static Images.BuildKit.Wire.Packet.Types;

namespace Images.BuildKit.Sessions;

/// <summary>
/// Takes an exported file tree from the engine into a directory here. Every path stays inside it: directories that come are
/// made as real ones, whatever was in their place, and nothing is written below anything else.
/// </summary>
internal sealed class DirectoryReceiver(GrpcServerCall call, string destination) : IAsyncDisposable
{
    private readonly Dictionary<uint, Stat> requested = [];
    private readonly Dictionary<uint, FileStream> open = [];
    private readonly HashSet<string> files = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> directories = new(StringComparer.Ordinal) { "" };
    private readonly List<Stat> hardLinks = [];
    private readonly List<Stat> directoryStats = [];
    private uint nextId;
    private bool walked;

    public async Task RunAsync()
    {
        Directory.CreateDirectory(destination);
        while (await call.ReadAsync(Packet.Parser, call.Aborted) is { } packet)
        {
            switch (packet.Type)
            {
                case PacketType.Stat when packet.Stat is null:
                    walked = true;
                    break;
                case PacketType.Stat:
                    await TakeAsync(packet.Stat, nextId++);
                    break;
                case PacketType.Data:
                    await TakeAsync(packet.Id, packet.Data.Memory);
                    break;
                case PacketType.Fin:
                    return;
                default:
                    throw new GrpcStatusException(GrpcStatusCode.Aborted, packet.Data.ToStringUtf8());
            }

            if (walked && requested.Count == 0)
            {
                Finish();
                walked = false;
                await call.AnswerAsync(new Packet { Type = PacketType.Fin });
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in open.Values)
        {
            await file.DisposeAsync();
        }
    }

    private async Task TakeAsync(Stat stat, uint id)
    {
        var target = TargetOf(stat.Path);
        if (!seen.Add(stat.Path))
        {
            throw new BuildContextException(stat.Path, "the engine sent this path twice");
        }

        if ((stat.Mode & GoFileMode.Directory) != 0)
        {
            if (!Directory.Exists(target) || File.ResolveLinkTarget(target, returnFinalTarget: false) is not null)
            {
                Remove(target);
                Directory.CreateDirectory(target);
            }

            directories.Add(stat.Path);
            directoryStats.Add(stat);
            return;
        }

        Remove(target);
        if ((stat.Mode & GoFileMode.SymbolicLink) != 0)
        {
            File.CreateSymbolicLink(target, stat.Linkname);
        }
        else if (stat.Linkname.Length > 0)
        {
            hardLinks.Add(stat);
        }
        else if (GoFileMode.IsRegular(stat.Mode))
        {
            files.Add(stat.Path);
            requested[id] = stat;
            await call.AnswerAsync(new Packet { Type = PacketType.Req, Id = id });
        }
    }

    private async Task TakeAsync(uint id, ReadOnlyMemory<byte> data)
    {
        if (!requested.TryGetValue(id, out var stat))
        {
            throw new GrpcStatusException(GrpcStatusCode.InvalidArgument, $"the engine sent data of entry {id}, for which nobody asked");
        }

        // Opened with the first data: thousands may be asked for, a few are on their way.
        if (!open.TryGetValue(id, out var file))
        {
            file = open[id] = new FileStream(TargetOf(stat.Path), FileMode.CreateNew, FileAccess.Write);
        }

        if (data.Length > 0)
        {
            await file.WriteAsync(data, call.Aborted);
            return;
        }

        requested.Remove(id);
        open.Remove(id);
        await file.DisposeAsync();
        Dress(file.Name, stat);
    }

    private void Finish()
    {
        foreach (var link in hardLinks)
        {
            // .NET makes no hard links; a copy has the same contents. Only of a file that came: a link could lead anywhere.
            var existing = files.Contains(link.Linkname)
                ? TargetOf(link.Linkname)
                : throw new BuildContextException(link.Path, "the engine sent a hard link to something that is no file of the result");
            File.Copy(existing, TargetOf(link.Path));
            Dress(TargetOf(link.Path), link);
        }

        // Last of all and inside out: making an entry changes its directory's date.
        foreach (var stat in Enumerable.Reverse(directoryStats))
        {
            Dress(TargetOf(stat.Path), stat);
        }
    }

    private string TargetOf(string path) =>
        ContextPath.Clean(path) == path && path.Length > 0 && directories.Contains(ContextPath.DirectoryOf(path))
            ? Path.Combine(destination, path)
            : throw new BuildContextException(path, "the engine sent a path outside of the directories that it announced");

    private static void Remove(string target)
    {
        var info = new FileInfo(target);
        if (info.LinkTarget is not null || info.Exists)
        {
            info.Delete();
        }
        else if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }
    }

    private static void Dress(string target, Stat stat)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, GoFileMode.PermissionsOf(stat.Mode));
        }

        var modified = DateTimeOffset.UnixEpoch.AddTicks(stat.ModTime / TimeSpan.NanosecondsPerTick).UtcDateTime;
        File.SetLastWriteTimeUtc(target, modified);
    }
}
