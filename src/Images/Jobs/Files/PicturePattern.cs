using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Images.Jobs.Files;

/// <summary>What the pictures of frames are called: a name with a run of <c>#</c> for the number, as in Blender.</summary>
/// <param name="Before">What stands before the number.</param>
/// <param name="Digits">The least number of digits, at least 1.</param>
/// <param name="After">What stands after it, extension included.</param>
public sealed record PicturePattern(string Before, int Digits, string After)
{
    /// <summary>Reads a pattern such as <c>cube_####.png</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pattern">The pattern.</param>
    /// <returns>False when it has no or several runs of <c>#</c>, or names a folder.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out PicturePattern? pattern)
    {
        pattern = null;
        var (first, last) = (text.IndexOf('#', StringComparison.Ordinal), text.LastIndexOf('#'));
        if (first < 0 || text.Contains('/', StringComparison.Ordinal) || text[first..(last + 1)].Any(static character => character != '#'))
        {
            return false;
        }

        pattern = new PicturePattern(text[..first], last - first + 1, text[(last + 1)..]);
        return true;
    }

    /// <summary>Gets the extension without its dot; empty when there is none.</summary>
    public string Extension => Path.GetExtension(After).TrimStart('.');

    /// <summary>Names the picture of a frame.</summary>
    /// <param name="frame">The frame's number.</param>
    /// <returns>The file's name.</returns>
    public string Of(int frame) => $"{Before}{frame.ToString(CultureInfo.InvariantCulture).PadLeft(Digits, '0')}{After}";

    /// <inheritdoc/>
    public override string ToString() => $"{Before}{new string('#', Digits)}{After}";
}
