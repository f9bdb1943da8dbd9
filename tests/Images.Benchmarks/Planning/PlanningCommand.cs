using System.Diagnostics;
using System.Globalization;
using Images.Benchmarks.Families;

namespace Images.Benchmarks.Planning;

/// <summary>Measures planning of the large family and of one twice as large: time, memory, and whether both grow in proportion.</summary>
internal static class PlanningCommand
{
    /// <summary>The command's name.</summary>
    public const string Verb = "planning";

    private const int Runs = 3;

    /// <summary>Measures, and prints a table.</summary>
    /// <param name="options">How many images the smaller family has; nothing: as many as <see cref="LargeFamily.Images"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">A pass failed, or the option is no number.</exception>
    public static async Task RunAsync(IReadOnlyList<string> options, CancellationToken cancellationToken)
    {
        var images = options switch
        {
            [] => LargeFamily.Images,
            [var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
            _ => throw new InvalidOperationException("usage: planning [IMAGES]"),
        };
        Console.WriteLine(
            "| variants | tags | platform builds | state | load ms | render | graph | plan | matrix | total | CPU | peak MiB |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var size in new[] { images, 2 * images })
        {
            var folder = Directory.CreateTempSubdirectory("images-bench-").FullName;
            try
            {
                await MeasureAsync(new LargeFamily(folder, size), folder, cancellationToken);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task MeasureAsync(LargeFamily family, string folder, CancellationToken cancellationToken)
    {
        family.Write();
        var record = Path.Combine(folder, "record");
        await RowAsync("nothing built", delete: true);
        await RowAsync("nothing changed", delete: false);
        await File.AppendAllTextAsync(family.FirstTemplate, "RUN echo changed\n", cancellationToken);
        await RowAsync("one template changed", delete: false);

        async Task RowAsync(string state, bool delete)
        {
            var passes = new List<Dictionary<string, double>>();
            for (var run = 0; run < Runs; run++)
            {
                if (delete)
                {
                    File.Delete(record);
                }

                passes.Add(await PassAsync(folder, record, cancellationToken));
            }

            var pass = passes.OrderBy(one => one["total"]).ElementAt(Runs / 2);
            string[] cells =
            [
                Number(family.Variants),
                Number(family.Tags),
                Number(family.PlatformBuilds),
                $"{state} ({Number(pass["to build"])} to build)",
                .. new[] { "load", "render", "graph", "plan", "matrix", "total", "cpu" }.Select(part => Number(pass[part])),
                Number(pass["peak"] / (1 << 20)),
            ];
            Console.WriteLine($"| {string.Join(" | ", cells)} |");
        }
    }

    private static async Task<Dictionary<string, double>> PassAsync(string folder, string record, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [PlanningPass.Verb, folder, record]) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("a pass did not start");
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? output
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('\t'))
                .ToDictionary(part => part[0], part => double.Parse(part[1], CultureInfo.InvariantCulture), StringComparer.Ordinal)
            : throw new InvalidOperationException($"a pass ended with {process.ExitCode}");
    }

    private static string Number(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
