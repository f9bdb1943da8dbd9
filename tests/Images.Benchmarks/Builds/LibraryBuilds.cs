using System.Diagnostics;
using System.Formats.Tar;
using System.Text;
using Images.Benchmarks.Families;
using Images.Benchmarks.Measuring;
using Images.BuildKit.Builds;
using Images.BuildKit.Contexts;

namespace Images.Benchmarks.Builds;

/// <summary>Builds over the library inside this process.</summary>
/// <param name="engine">Where.</param>
/// <param name="options">How often.</param>
internal sealed class LibraryBuilds(BenchmarkEngine engine, BuildsOptions options)
{
    private const string CachedName = $"{NodeFamily.Prefix}cached:1";

    /// <summary>Four targets, each of which sleeps two seconds, over one connection.</summary>
    /// <param name="folder">For the peer's files.</param>
    /// <param name="hasPeer">Whether there is one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public Task<Comparison> SleepingTargetsAsync(string folder, bool hasPeer, CancellationToken cancellationToken)
    {
        return Comparison.RunAsync(
            "four targets that sleep 2 s each",
            "buildx bake",
            options.Runs,
            OursAsync,
            hasPeer ? TheirsAsync : null
        );

        async Task<Measured> OursAsync()
        {
            var started = Stopwatch.GetTimestamp();
            var builds = Enumerable.Range(0, 4).Select(_ => Request(Sleeping())).ToList();
            await Task.WhenAll(builds.Select(build => engine.Client.BuildAsync(build, null, cancellationToken)));
            return new Measured(Stopwatch.GetElapsedTime(started));
        }

        async Task<Measured> TheirsAsync()
        {
            var bake = new StringBuilder("group \"default\" { targets = [\"a\", \"b\", \"c\", \"d\"] }\n");
            foreach (var target in "abcd")
            {
                bake.Append("target \"").Append(target).Append("\" {\n  output = [\"type=cacheonly\"]\n");
                bake.Append("  dockerfile-inline = \"").Append(Sleeping().Replace("\n", "\\n", StringComparison.Ordinal)).Append("\"\n}\n");
            }

            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "docker-bake.hcl"), bake.ToString(), cancellationToken);
            return await ProgramRun.MeasureAsync(folder, engine.Address, ["docker", "buildx", "bake"], cancellationToken);
        }

        static string Sleeping() => $"FROM debian:bookworm-slim\nRUN sleep 2; : {Guid.NewGuid()}\n";
    }

    /// <summary>One target, every step of which is in the cache, against the engine's build endpoint with a tar as its body.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public async Task<Comparison> CachedTargetAsync(CancellationToken cancellationToken)
    {
        const string Dockerfile = "FROM debian:bookworm-slim\nCOPY file.txt /srv/\nRUN echo cached > /srv/run\n";
        const string File = "content\n";
        await OursAsync();
        await TheirsAsync();
        return await Comparison.RunAsync(
            "one target, all cached, in-process",
            "POST /build?version=2",
            options.Runs * 2,
            OursAsync,
            TheirsAsync
        );

        async Task<Measured> OursAsync()
        {
            var started = Stopwatch.GetTimestamp();
            var files = new Dictionary<string, ReadOnlyMemory<byte>> { ["file.txt"] = Encoding.UTF8.GetBytes(File) };
            var request = Request(Dockerfile) with
            {
                Context = new MemoryContext("images-bench", files),
                Output = new ImageOutput(CachedName),
            };
            await engine.Client.BuildAsync(request, null, cancellationToken);
            return new Measured(Stopwatch.GetElapsedTime(started));
        }

        async Task<Measured> TheirsAsync()
        {
            var started = Stopwatch.GetTimestamp();
            using var body = new ByteArrayContent(Archive(("Dockerfile", Dockerfile), ("file.txt", File)));
            body.Headers.ContentType = new("application/x-tar");
            using var answer = await engine.Http.OpenAsync(HttpMethod.Post, $"/build?version=2&t={CachedName}", body, cancellationToken);
            var said = await answer.Content.ReadAsStringAsync(cancellationToken);
            return said.Contains("moby.image.id", StringComparison.Ordinal)
                ? new Measured(Stopwatch.GetElapsedTime(started))
                : throw new InvalidOperationException($"POST /build failed: {said}");
        }
    }

    private static BuildRequest Request(string dockerfile) =>
        new() { Dockerfile = Encoding.UTF8.GetBytes(dockerfile), RecordHistory = false };

    private static byte[] Archive(params IEnumerable<(string Name, string Text)> files)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Gnu, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
                tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = content });
            }
        }

        return bytes.ToArray();
    }
}
