using Google.Protobuf;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Sessions;
using Images.BuildKit.Wire;
using Microsoft.AspNetCore.Http;
using static Images.BuildKit.Wire.Packet.Types;

namespace Images.BuildKit.Tests.Sessions;

public sealed class DirectoryReceiverTests
{
    [Fact]
    public async Task Files_are_asked_for_and_written_with_their_mode_and_date()
    {
        using var directory = new TemporaryDirectory();

        await ReceiveAsync(directory, Directory("d"), File("d/f"), Link("hard", "d/f"), End, Data(1, "text"), Data(1, ""), Fin);

        Assert.Equal("text", await System.IO.File.ReadAllTextAsync(directory["d/f"], TestContext.Current.CancellationToken));
        Assert.Equal("text", await System.IO.File.ReadAllTextAsync(directory["hard"], TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead, System.IO.File.GetUnixFileMode(directory["d/f"]));
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(1), System.IO.File.GetLastWriteTimeUtc(directory["d/f"]));
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("/etc/out")]
    [InlineData("unannounced/f")]
    [InlineData("a/../b")]
    [InlineData("")]
    public async Task A_path_that_leads_out_is_refused(string path)
    {
        using var directory = new TemporaryDirectory();

        await Assert.ThrowsAsync<BuildContextException>(() => ReceiveAsync(directory, File(path)));
    }

    [Fact]
    public async Task Nothing_is_written_through_a_link_that_came()
    {
        using var outside = new TemporaryDirectory();
        using var directory = new TemporaryDirectory();

        await Assert.ThrowsAsync<BuildContextException>(() => ReceiveAsync(directory, Symlink("a", outside.Path), File("a/f")));
        await Assert.ThrowsAsync<BuildContextException>(() =>
            ReceiveAsync(directory, Directory("b"), Symlink("b", outside.Path), File("b/f"))
        );
        Assert.Empty(System.IO.Directory.EnumerateFileSystemEntries(outside.Path));
    }

    [Fact]
    public async Task Nothing_is_written_through_a_link_that_was_there()
    {
        using var outside = new TemporaryDirectory();
        using var directory = new TemporaryDirectory();
        System.IO.File.CreateSymbolicLink(directory["a"], outside.Path);

        await ReceiveAsync(directory, Directory("a"), File("a/f"), End, Data(1, ""), Fin);

        Assert.True(System.IO.File.Exists(directory["a/f"]));
        Assert.Empty(System.IO.Directory.EnumerateFileSystemEntries(outside.Path));
    }

    [Fact]
    public async Task A_hard_link_brings_no_file_of_the_host()
    {
        using var outside = new TemporaryDirectory().Write("secret", "host");
        using var directory = new TemporaryDirectory();

        await Assert.ThrowsAsync<BuildContextException>(() =>
            ReceiveAsync(directory, Symlink("a", outside["secret"]), Link("b", "a"), End)
        );

        Assert.False(System.IO.File.Exists(directory["b"]));
    }

    private static Packet End => new() { Type = PacketType.Stat };

    private static Packet Fin => new() { Type = PacketType.Fin };

    private static Packet Directory(string path) => Stat(path, (1u << 31) | 0x1C0, "");

    private static Packet File(string path) => Stat(path, 0x100, "");

    private static Packet Link(string path, string target) => Stat(path, 0x100, target);

    private static Packet Symlink(string path, string target) => Stat(path, (1u << 27) | 0x1FF, target);

    private static Packet Stat(string path, uint mode, string link) =>
        new()
        {
            Type = PacketType.Stat,
            Stat = new Stat
            {
                Path = path,
                Mode = mode,
                Linkname = link,
                ModTime = 1_000_000_000,
            },
        };

    private static Packet Data(uint id, string text) =>
        new()
        {
            Type = PacketType.Data,
            Id = id,
            Data = ByteString.CopyFromUtf8(text),
        };

    private static async Task ReceiveAsync(TemporaryDirectory directory, params IEnumerable<Packet> packets)
    {
        using var body = new MemoryStream([.. packets.SelectMany(GrpcFrame.ToBytes)]);
        var http = new DefaultHttpContext();
        http.Request.Body = body;
        await using var receiver = new DirectoryReceiver(new GrpcServerCall(http), directory.Path);
        await receiver.RunAsync();
    }
}
