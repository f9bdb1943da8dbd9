using System.Globalization;

namespace Images.Building;

/// <summary>Writes counts and digests for people, the same in every culture.</summary>
public static class Amount
{
    /// <summary>Writes a count and its noun: <c>1 image</c>, <c>2 images</c>.</summary>
    /// <param name="number">The count.</param>
    /// <param name="noun">The noun in the singular, whose plural ends in s.</param>
    /// <returns>Number and noun.</returns>
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? string.Empty : "s")}");

    /// <summary>Writes a count and its noun, whose plural is irregular: <c>2 registries</c>.</summary>
    /// <param name="number">The count.</param>
    /// <param name="noun">The noun in the singular.</param>
    /// <param name="plural">The noun in the plural.</param>
    /// <returns>Number and noun.</returns>
    public static string Count(int number, string noun, string plural) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? noun : plural)}");

    /// <summary>Writes the first twelve digits of a digest, without its algorithm.</summary>
    /// <param name="digest">A digest such as <c>sha256:...</c>, or null.</param>
    /// <returns>The digits, or <c>-</c>.</returns>
    public static string ShortDigest(string? digest)
    {
        if (digest is null)
        {
            return "-";
        }

        var hex = digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return hex.Length > 12 ? hex[..12] : hex;
    }
}
