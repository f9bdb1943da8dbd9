using System.Globalization;
using System.Text.Json.Nodes;
using Images.Benchmarks.Builds;
using Images.Benchmarks.Families;
using Images.Benchmarks.Measuring;

namespace Images.Benchmarks.Gallery;

/// <summary>Measures each image of this repository's family beside its naive image, for the table of docs/gallery.md.</summary>
internal static class GalleryCommand
{
    /// <summary>The command's name.</summary>
    public const string Verb = "gallery";

    private const string Tag = $"{NodeFamily.Prefix}naive:latest";

    /// <summary>Measures, and prints a row of the table as soon as it is known.</summary>
    /// <param name="options">What the user wants: the engine, the program, and which variants.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When all is done.</returns>
    public static async Task RunAsync(BuildsOptions options, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("images-bench-").FullName;
        await using var engine = new BenchmarkEngine(options.Engine);
        try
        {
            var program = options.Program ?? Path.Combine(folder, "program");
            if (options.Program is null)
            {
                PublishedProgram.Publish(program);
            }

            Console.WriteLine(
                "| Image | Size | Layers | Naive size | Naive layers | Cold build (load) | Naive cold build (load) | Warm build |"
            );
            Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            foreach (var image in NaiveImage.All.Where(image => image.Variant.Contains(options.Only ?? "", StringComparison.Ordinal)))
            {
                Console.WriteLine(await RowAsync(engine, image, program, folder, cancellationToken));
            }
        }
        finally
        {
            await engine.RemoveImagesAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RowAsync(
        BenchmarkEngine engine,
        NaiveImage image,
        string program,
        string folder,
        CancellationToken cancellationToken
    )
    {
        // First its parents, and the Debian that both are made from.
        await OursAsync();
        var cold = await OursAsync($"--no-cache={image.Variant}");
        var coldLoad = Load();
        var warm = await OursAsync();
        var (size, layers) = await SizeAsync(engine, image.Variant, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "Dockerfile"), image.Dockerfile, cancellationToken);
        var naive = await ProgramRun.MeasureAsync(
            folder,
            engine.Address,
            ["docker", "build", "--no-cache", "--file", "Dockerfile", "--tag", Tag, "."],
            cancellationToken
        );
        var naiveLoad = Load();
        var (naiveSize, naiveLayers) = await SizeAsync(engine, Tag, cancellationToken);
        await engine.RemoveImagesAsync(cancellationToken);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {image.Variant} | {size / 1e6:0.0} MB | {layers} | {naiveSize / 1e6:0.0} MB | {naiveLayers} "
                + $"| {cold.Wall.TotalSeconds:0} s{coldLoad} | {naive.Wall.TotalSeconds:0} s{naiveLoad} | {warm.Wall.TotalSeconds:0.0} s |"
        );

        Task<Measured> OursAsync(params string[] more) =>
            ProgramRun.MeasureAsync(
                PublishedProgram.Checkout(),
                engine.Address,
                [Path.Combine(program, "build"), "build", image.Variant, .. more],
                cancellationToken
            );
    }

    // The mean of the last minute, our own build included.
    private static string Load() => File.Exists("/proc/loadavg") ? $" ({File.ReadAllText("/proc/loadavg").Split('.')[0]})" : "";

    private static async Task<(long Size, int Layers)> SizeAsync(BenchmarkEngine engine, string name, CancellationToken cancellationToken)
    {
        var image = await engine.Http.GetAsync($"/images/{name}/json", cancellationToken);
        return (image!["Size"]!.GetValue<long>(), (image["RootFS"]!["Layers"] as JsonArray)!.Count);
    }
}
