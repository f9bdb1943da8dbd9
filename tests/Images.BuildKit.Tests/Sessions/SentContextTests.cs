using System.Diagnostics;
using System.Globalization;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Tests.Faults;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Tests.Sessions;

/// <summary>
/// How much memory a process needs that sends a big context. It is one of its own, since tests run beside each other, and what it
/// sends is counted and thrown away: an engine would write it to disk.
/// </summary>
public sealed class SentContextTests
{
    private const int Files = 20_000;
    private const long BigFile = 512L << 20;
    private const long Bound = 192L << 20;

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_thousand_files_and_one_of_half_a_gigabyte_are_sent_within_192_megabytes_of_memory()
    {
        using var directory = new TemporaryDirectory().Write("Dockerfile", "FROM scratch\nCOPY . /\n");
        for (var i = 0; i < Files; i++)
        {
            directory.Write($"d{i % 100}/{i}", "one");
        }

        await using (var big = File.Create(directory["big"]))
        {
            big.SetLength(BigFile);
        }

        await using var engine = await FakeEngine.StartAsync(upgrade: path => path == "*" ? "HTTP/1.1 400 Bad Request\r\n\r\n" : null);
        var received = new TaskCompletionSource<(int Files, long Bytes)>();
        engine.Build.Faults[FakeBuild.Status] = http => new GrpcServerCall(http).RunAsync(_ => Task.CompletedTask);
        engine.Build.Faults[FakeBuild.Solve] = http =>
            new GrpcServerCall(http).RunAsync(async call =>
            {
                var request = await call.ReadRequestAsync(SolveRequest.Parser);
                received.SetResult(await ReceiveAsync(engine.SessionStreams[request.Session]));
                await call.AnswerAsync(new SolveResponse { ExporterResponse = { ["containerimage.digest"] = "sha256:1" } });
            });

        using var sample = Start(directory["Dockerfile"], engine.Address);
        var (output, errors) = (sample.StandardOutput.ReadToEndAsync(cancel), sample.StandardError.ReadToEndAsync(cancel));
        var peak = await PeakAsync(sample);

        Assert.True(sample.ExitCode == 0, await errors);
        Assert.Equal("sha256:1\n", await output);
        Assert.Equal((Files + 2, BigFile + (3 * Files) + 22), await received.Task);
        Assert.InRange(peak, 1, Bound);
    }

    /// <summary>Asks for every file of a context, as an engine does that has none of them.</summary>
    private async Task<(int Files, long Bytes)> ReceiveAsync(Stream session)
    {
#pragma warning disable CA2000 // Dispose objects before losing scope: the client owns its handler
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, _) => ValueTask.FromResult(session) });
#pragma warning restore CA2000
        const string Path = "/moby.filesync.v1.FileSync/DiffCopy";
        await using var call = await DuplexCall.StartAsync(client, Path, null, cancel, ("dir-name", "context"));
        var (entries, files, ended, bytes) = (0u, 0, 0, 0L);
        var all = false;
        while (await call.ReadAsync(Packet.Parser, cancel) is { } packet)
        {
            switch (packet)
            {
                case { Type: Packet.Types.PacketType.Stat, Stat: { } entry }:
                    if (BuildKit.Sessions.GoFileMode.IsRegular(entry.Mode))
                    {
                        files++;
                        await call.WriteAsync(new Packet { Type = Packet.Types.PacketType.Req, Id = entries }, cancel);
                    }

                    entries++;
                    break;
                case { Type: Packet.Types.PacketType.Stat }:
                    all = true;
                    break;
                case { Type: Packet.Types.PacketType.Data, Data.IsEmpty: false }:
                    bytes += packet.Data.Length;
                    break;
                case { Type: Packet.Types.PacketType.Data }:
                    ended++;
                    break;
                case { Type: Packet.Types.PacketType.Fin }:
                    return (files, bytes);
                default:
                    throw new GrpcStatusException(GrpcStatusCode.Unknown, packet.ToString());
            }

            if (all && ended == files)
            {
                all = false;
                await call.WriteAsync(new Packet { Type = Packet.Types.PacketType.Fin }, cancel);
            }
        }

        throw new GrpcStatusException(GrpcStatusCode.Unknown, "the session ended too early");
    }

    private static Process Start(string dockerfile, string engine) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "BuildDockerfile.dll"), dockerfile])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["DOCKER_HOST"] = engine },
            }
        )!;

    /// <summary>Waits for the end of a process and tells the most memory that it ever held, in bytes.</summary>
    private async Task<long> PeakAsync(Process process)
    {
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, HighWater(process.Id));
            await Task.Delay(20, cancel);
        }

        return peak;
    }

    private static long HighWater(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) << 10;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
