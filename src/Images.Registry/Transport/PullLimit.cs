using System.Globalization;

namespace Images.Registry.Transport;

/// <summary>How many manifests a registry still gives out, as it says in <c>ratelimit-limit</c> and <c>ratelimit-remaining</c> (Docker Hub).</summary>
/// <param name="Limit">How many in each window.</param>
/// <param name="Remaining">How many are left now; null where the registry does not say.</param>
/// <param name="Window">How long a window is; null where the registry does not say.</param>
public sealed record PullLimit(int Limit, int? Remaining, TimeSpan? Window)
{
    /// <summary>Reads the headers of an answer.</summary>
    /// <returns>Null where there are none.</returns>
    internal static PullLimit? Of(HttpResponseMessage response)
    {
        var (limit, window) = Read(response, "ratelimit-limit");
        return limit is { } count ? new PullLimit(count, Read(response, "ratelimit-remaining").Count, window) : null;
    }

    // 100;w=21600
    private static (int? Count, TimeSpan? Window) Read(HttpResponseMessage response, string name)
    {
        var text = response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
        var parts = (text ?? string.Empty).Split(';', StringSplitOptions.TrimEntries);
        var window = parts.Skip(1).FirstOrDefault(part => part.StartsWith("w=", StringComparison.Ordinal));
        return (
            int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null,
            int.TryParse(window?[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds)
                : null
        );
    }
}
