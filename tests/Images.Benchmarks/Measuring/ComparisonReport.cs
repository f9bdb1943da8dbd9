using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Images.Benchmarks.Measuring;

/// <summary>Writes comparisons for people and for tools.</summary>
internal static class ComparisonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes a Markdown table: seconds of wall time, medians of processor seconds, the largest peak of memory.</summary>
    /// <param name="comparisons">The rows.</param>
    /// <returns>LF line ends.</returns>
    public static string Markdown(IEnumerable<Comparison> comparisons)
    {
        var text = new StringBuilder();
        text.Append(
            "| what | peer | ours min / median / max | peer min / median / max | ratio | CPU ours / peer | peak MiB ours / peer |\n"
        );
        text.Append("|---|---|---|---|---|---|---|\n");
        foreach (var row in comparisons)
        {
            var ratio = row.Ratio is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.00}") : "-";
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Peer} | {Wall(row.Ours)} | {Wall(row.Theirs)} | {ratio} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Cpu(row.Ours)} / {Cpu(row.Theirs)} | {Peak(row.Ours)} / {Peak(row.Theirs)} |\n");
        }

        return text.ToString();
    }

    /// <summary>Writes every run.</summary>
    /// <param name="comparisons">The rows.</param>
    /// <returns>Indented JSON: seconds and bytes.</returns>
    public static string Json(IEnumerable<Comparison> comparisons) =>
        new JsonObject
        {
            ["schemaVersion"] = 1,
            ["rows"] = new JsonArray([
                .. comparisons.Select(row => new JsonObject
                {
                    ["name"] = row.Name,
                    ["peer"] = row.Peer,
                    ["ratio"] = row.Ratio,
                    ["ours"] = Runs(row.Ours),
                    ["theirs"] = Runs(row.Theirs),
                }),
            ]),
        }.ToJsonString(Indented);

    private static JsonArray Runs(IReadOnlyList<Measured> runs) =>
        [
            .. runs.Select(run => new JsonObject
            {
                ["wall"] = run.Wall.TotalSeconds,
                ["cpu"] = run.Cpu?.TotalSeconds,
                ["peak"] = run.Peak,
            }),
        ];

    private static string Wall(IReadOnlyList<Measured> runs)
    {
        if (runs.Count == 0)
        {
            return "-";
        }

        var wall = Comparison.Wall(runs);
        return string.Create(CultureInfo.InvariantCulture, $"{wall.Minimum:0.000} / **{wall.Median:0.000}** / {wall.Maximum:0.000}");
    }

    private static string Cpu(IReadOnlyList<Measured> runs) =>
        runs is [{ Cpu: not null }, ..]
            ? Samples.Of(runs.Select(run => run.Cpu!.Value.TotalSeconds)).Median.ToString("0.00", CultureInfo.InvariantCulture)
            : "-";

    private static string Peak(IReadOnlyList<Measured> runs) =>
        runs is [{ Peak: not null }, ..] ? (runs.Max(run => run.Peak!.Value) / 1048576.0).ToString("0", CultureInfo.InvariantCulture) : "-";
}
