using System.Text.Json;

namespace Images.Reporting;

/// <summary>How long variants took in the last run, as its report tells.</summary>
public static class EarlierDurations
{
    private const int MostBytes = 64 << 20;

    /// <summary>Reads <c>artifacts/report.json</c>.</summary>
    /// <param name="root">The family's root.</param>
    /// <returns>Building and testing together, of the variants that were built; none where there is no report or it cannot be read.</returns>
    public static IReadOnlyDictionary<string, TimeSpan> Read(string root)
    {
        var durations = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        try
        {
            var file = new FileInfo(Path.Combine(root, "artifacts", "report.json"));
            if (!file.Exists || file.Length > MostBytes)
            {
                return durations;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            foreach (var image in document.RootElement.GetProperty("images").EnumerateArray())
            {
                if (image.GetProperty("outcome").GetString() == "built")
                {
                    var tests = image.GetProperty("tests").EnumerateArray().Sum(Seconds);
                    durations[image.GetProperty("id").GetString()!] = TimeSpan.FromSeconds(Seconds(image) + tests);
                }
            }
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // A report of another version or half of one: the estimates do without it.
        }

        return durations;

        static double Seconds(JsonElement element) => element.GetProperty("seconds").GetDouble();
    }
}
