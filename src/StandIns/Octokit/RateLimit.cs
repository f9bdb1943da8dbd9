using System.Globalization;
using System.Text.Json;

namespace Octokit;

public class RateLimit
{
    public RateLimit() { }

    public RateLimit(IDictionary<string, string> responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        Limit = (int)Number(responseHeaders, "X-RateLimit-Limit");
        Remaining = (int)Number(responseHeaders, "X-RateLimit-Remaining");
        ResetAsUtcEpochSeconds = Number(responseHeaders, "X-RateLimit-Reset");
        Reset = DateTimeOffset.FromUnixTimeSeconds(ResetAsUtcEpochSeconds);
    }

    public RateLimit(int limit, int remaining, long resetAsUtcEpochSeconds)
    {
        Limit = limit;
        Remaining = remaining;
        ResetAsUtcEpochSeconds = resetAsUtcEpochSeconds;
        Reset = DateTimeOffset.FromUnixTimeSeconds(resetAsUtcEpochSeconds);
    }

    public int Limit { get; }

    public int Remaining { get; }

    public DateTimeOffset Reset { get; }

    public long ResetAsUtcEpochSeconds { get; }

    internal static RateLimit Read(JsonElement json) => new(json.Integer("limit"), json.Integer("remaining"), json.Long("reset"));

    private static long Number(IDictionary<string, string> headers, string name) =>
        headers.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
