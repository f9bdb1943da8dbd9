using System.Globalization;
using System.Text.Json;
using Images.Definitions;

namespace Images.Reporting.Changes;

/// <summary>What the last run said, as its report tells.</summary>
/// <param name="Started">When it began.</param>
/// <param name="Images">Its images by variant.</param>
public sealed record EarlierRun(DateTimeOffset Started, IReadOnlyDictionary<string, EarlierImage> Images)
{
    private const int MostBytes = 64 << 20;

    /// <summary>Reads <c>artifacts/report.json</c>.</summary>
    /// <param name="root">The family's root.</param>
    /// <returns>Null where there is no report or it cannot be read.</returns>
    public static EarlierRun? Read(string root)
    {
        try
        {
            var file = new FileInfo(Path.Combine(root, "artifacts", "report.json"));
            return file is { Exists: true, Length: <= MostBytes } ? Parse(File.ReadAllBytes(file.FullName)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Joins the reports of several jobs.</summary>
    /// <param name="folder">Where they are, at any depth.</param>
    /// <returns>All their images; null where there is no report.</returns>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static EarlierRun? ReadAll(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var runs = FileWalk
            .Files(folder)
            .Where(path => Path.GetFileName(path) == "report.json" && new FileInfo(path).LinkTarget is null)
            .Order(StringComparer.Ordinal)
            .Where(path => new FileInfo(path).Length <= MostBytes)
            .Select(path => Parse(File.ReadAllBytes(path)))
            .OfType<EarlierRun>()
            .ToList();
        var images = new Dictionary<string, EarlierImage>(StringComparer.Ordinal);
        foreach (var (id, image) in runs.OrderBy(run => run.Started).SelectMany(run => run.Images))
        {
            images[id] = image;
        }

        return runs.Count == 0 ? null : new EarlierRun(runs.Max(run => run.Started), images);
    }

    /// <summary>Reads a report.</summary>
    /// <param name="json">Its bytes.</param>
    /// <returns>Null where it is of another version, or half of one.</returns>
    public static EarlierRun? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var images = new Dictionary<string, EarlierImage>(StringComparer.Ordinal);
            foreach (var image in document.RootElement.GetProperty("images").EnumerateArray())
            {
                var tests = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var test in image.GetProperty("tests").EnumerateArray())
                {
                    tests[test.GetProperty("name").GetString()!] = test.GetProperty("outcome").GetString()!;
                }

                var size = image.GetProperty("size");
                images[image.GetProperty("id").GetString()!] = new EarlierImage(
                    image.GetProperty("imageId").GetString(),
                    size.ValueKind == JsonValueKind.Number ? size.GetInt64() : null,
                    tests
                )
                {
                    Outcome = image.GetProperty("outcome").GetString()!,
                };
            }

            var started = document.RootElement.GetProperty("started").GetString()!;
            return new EarlierRun(DateTimeOffset.Parse(started, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), images);
        }
        catch (Exception error)
            when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentNullException)
        {
            return null;
        }
    }
}

/// <summary>An image of the last run.</summary>
/// <param name="ImageId">Its id; null when it was not built.</param>
/// <param name="Size">Bytes; null when it was not built.</param>
/// <param name="Tests">How its tests ended, by name.</param>
public sealed record EarlierImage(string? ImageId, long? Size, IReadOnlyDictionary<string, string> Tests)
{
    /// <summary>Gets what became of it, such as <c>built</c> or <c>failed</c>.</summary>
    public string Outcome { get; init; } = string.Empty;
}
