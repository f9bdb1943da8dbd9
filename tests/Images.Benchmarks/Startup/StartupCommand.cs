using Images.Benchmarks.Builds;
using Images.Benchmarks.Families;
using Images.Benchmarks.Measuring;

namespace Images.Benchmarks.Startup;

/// <summary>Writes build/startup.mibc: what the published program would otherwise compile anew in each run.</summary>
internal static class StartupCommand
{
    /// <summary>What <c>Main</c> knows it by.</summary>
    public const string Verb = "startup";

    private const string Target = "build/startup.mibc";

    /// <summary>Runs the program as its users do, and writes down what had to be compiled meanwhile.</summary>
    /// <param name="options">The engine, and a program that was published before, with <c>-p:StartupProfile=false</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the file is written.</returns>
    /// <exception cref="InvalidOperationException">A run failed, or this is no checkout.</exception>
    public static async Task RunAsync(BuildsOptions options, CancellationToken cancellationToken)
    {
        var target = Path.Combine(PublishedProgram.Checkout(), Target);
        var folder = Directory.CreateTempSubdirectory("images-startup-").FullName;
        await using var engine = new BenchmarkEngine(options.Engine);
        try
        {
            var program = options.Program ?? Path.Combine(folder, "program");
            if (options.Program is null)
            {
                PublishedProgram.Publish(program, "-p:StartupProfile=false");
            }

            var family = new NodeFamily(Path.Combine(folder, "family"));
            var lines = await TraceAsync(family, program, options.Engine, Path.Combine(folder, "log"), cancellationToken);
            using var types = new ProgramTypes(program);
            var profile = new StartupProfile(types);
            var bytes = profile.Write(CompilerLog.Read(lines));
            await File.WriteAllBytesAsync(target, bytes.AsMemory(), cancellationToken);
            Console.WriteLine($"{Target}: {profile.Found} methods, {bytes.Length} bytes; not found: {profile.Missing.Count}");
        }
        finally
        {
            await engine.RemoveImagesAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<string>> TraceAsync(
        NodeFamily family,
        string program,
        string engine,
        string log,
        CancellationToken cancellationToken
    )
    {
        var environment = new Dictionary<string, string> { ["DOTNET_JitDisasmSummary"] = "1", ["DOTNET_JitStdOutFile"] = log };
        var lines = new List<string>();
        await using var registry = await BenchmarkRegistry.StartAsync(cancellationToken);
        string[][] runs =
        [
            ["build"],
            ["build", "--progress", "plain"],
            ["build", "--progress", "quiet"],
            ["test"],
            ["test", "--progress", "quiet"],
            ["publish", $"--registry={registry.Address}/bench"],
            ["plan"],
            ["plan", "--json"],
            ["list"],
            ["graph"],
            ["lint"],
            ["render"],
            ["run", "debian:bookworm-slim", "--", "/bin/true"],
        ];
        foreach (var run in runs)
        {
            family.ChangeLeaf();
            // Once with something to do, once with nothing.
            for (var times = 0; times < 2; times++)
            {
                await ProgramRun.MeasureAsync(
                    family.Ours,
                    engine,
                    [Path.Combine(program, "build"), .. run],
                    cancellationToken,
                    environment
                );
                lines.AddRange(await File.ReadAllLinesAsync(log, cancellationToken));
            }
        }

        return lines;
    }
}
