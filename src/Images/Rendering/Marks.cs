using System.Text;

namespace Images.Rendering;

/// <summary>Invisible marks that travel through a template: where a line was written, and where a value begins and ends.</summary>
/// <remarks>They are private-use characters, which neither templates nor values may hold. No mark is white space, so white-space control isn't disturbed.</remarks>
internal static class Marks
{
    /// <summary>Starts the mark of a template's line; three digits follow: the file, and two for the line.</summary>
    public const char Line = '\uE000';

    /// <summary>Starts a value; two digits follow: its number.</summary>
    public const char Open = '\uE001';

    /// <summary>Ends a value.</summary>
    public const char Close = '\uE002';

    /// <summary>How many lines a template, and how many values a variant may have.</summary>
    public const int Most = Base * Base;

    private const char Zero = '\uE100';
    private const int Base = 1024;

    /// <summary>Makes the mark of a line.</summary>
    /// <param name="file">The file's number, below 1024.</param>
    /// <param name="line">Counted from 1.</param>
    /// <returns>Four characters.</returns>
    public static string OfLine(int file, int line) => $"{Line}{(char)(Zero + file)}{Digits(line)}";

    /// <summary>Puts marks around a value.</summary>
    /// <param name="number">The value's number.</param>
    /// <param name="value">The value.</param>
    /// <returns>The value between an opening and a closing mark.</returns>
    public static string Around(int number, string value) => $"{Open}{Digits(number)}{value}{Close}";

    /// <summary>Reads the mark of a line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">Where <see cref="Line"/> stands; moved behind the mark.</param>
    /// <returns>The file's number and the line.</returns>
    public static (int File, int Line) ReadLine(string text, ref int index)
    {
        var file = text[index + 1] - Zero;
        var line = Number(text, index + 2);
        index += 4;
        return (file, line);
    }

    /// <summary>Reads the mark that opens a value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">Where <see cref="Open"/> stands; moved behind the mark.</param>
    /// <returns>The value's number.</returns>
    public static int ReadOpen(string text, ref int index)
    {
        var number = Number(text, index + 1);
        index += 3;
        return number;
    }

    /// <summary>Takes every mark out of a text.</summary>
    /// <param name="text">The text, possibly a piece that a template cut out of a marked value.</param>
    /// <returns>The text as it would be without marks.</returns>
    public static string Remove(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uE000', '\uF8FF'))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var character in text.Where(character => !IsMark(character)))
        {
            clean.Append(character);
        }

        return clean.ToString();
    }

    /// <summary>Tells whether a character belongs to a mark.</summary>
    /// <param name="character">The character.</param>
    /// <returns>True for every private-use character.</returns>
    public static bool IsMark(char character) => character is >= '\uE000' and <= '\uF8FF';

    private static string Digits(int number) => $"{(char)(Zero + (number / Base))}{(char)(Zero + (number % Base))}";

    private static int Number(string text, int index) => ((text[index] - Zero) * Base) + (text[index + 1] - Zero);
}
