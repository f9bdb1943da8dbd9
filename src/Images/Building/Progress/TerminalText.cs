using System.Globalization;
using System.Text;

namespace Images.Building;

/// <summary>Text as a terminal lays it out: some characters take two columns, some none.</summary>
public static class TerminalText
{
    // The blocks that terminals draw two columns wide (Unicode Standard Annex 11: wide and fullwidth).
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F),
        (0x2E80, 0x303E),
        (0x3041, 0x4DBF),
        (0x4E00, 0xA4CF),
        (0xA960, 0xA97F),
        (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F),
        (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6),
        (0x1F300, 0x1F64F),
        (0x1F680, 0x1F6FF),
        (0x1F900, 0x1F9FF),
        (0x20000, 0x3FFFD),
    ];

    /// <summary>Counts the columns of a text.</summary>
    /// <param name="text">One line.</param>
    /// <returns>The columns.</returns>
    public static int Columns(string text) => text.EnumerateRunes().Sum(Columns);

    /// <summary>Brings a text to a width: cut with an ellipsis, or filled up with blanks.</summary>
    /// <param name="text">One line.</param>
    /// <param name="width">Columns, at least 3.</param>
    /// <returns>A text of exactly that many columns.</returns>
    public static string Fit(string text, int width)
    {
        var columns = Columns(text);
        if (columns <= width)
        {
            return text + new string(' ', width - columns);
        }

        var cut = new StringBuilder();
        var used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + Columns(rune) > width - 3)
            {
                break;
            }

            cut.Append(rune);
            used += Columns(rune);
        }

        return cut.Append("...").Append(' ', width - used - 3).ToString();
    }

    private static int Columns(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return 1;
        }

        if (
            rune.Value is 0x200B or (>= 0xFE00 and <= 0xFE0F)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        )
        {
            return 0;
        }

        return Array.Exists(Wide, block => rune.Value >= block.First && rune.Value <= block.Last) ? 2 : 1;
    }
}
