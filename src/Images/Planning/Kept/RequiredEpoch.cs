using System.Globalization;

namespace Images.Planning;

/// <summary>How fresh an image must be: built anew in this very run, or from some day on.</summary>
/// <param name="Value">A time in UTC, or a day, so that ordinal order is the order in time.</param>
/// <param name="IsOwn">Whether nothing but this very time will do.</param>
public sealed record RequiredEpoch(string Value, bool IsOwn)
{
    // A Monday.
    private static readonly DateTimeOffset Start = new(1970, 1, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Says from which day on an image that is to be refreshed now and then is fresh enough: the same on every machine.</summary>
    /// <param name="every">How often; weeks begin on Mondays.</param>
    /// <param name="now">The time.</param>
    /// <returns>The latest day on which it was due.</returns>
    public static RequiredEpoch Refresh(TimeSpan every, DateTimeOffset now)
    {
        var due = Start + (every * Math.Floor((now - Start) / every));
        return new RequiredEpoch(due.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), IsOwn: false);
    }

    /// <summary>Whether an image is fresh enough.</summary>
    /// <param name="image">The image.</param>
    /// <returns>True when it may be kept.</returns>
    public bool Accepts(KeptImage image) =>
        IsOwn ? image.Epoch == Value : image.Epoch is { } epoch && string.CompareOrdinal(epoch, Value) >= 0;
}
