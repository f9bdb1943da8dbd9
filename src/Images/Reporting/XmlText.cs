using System.Text;

namespace Images.Reporting;

/// <summary>Keeps text within what XML 1.0 can carry (section 2.2).</summary>
internal static class XmlText
{
    /// <summary>Replaces every character that XML cannot carry by U+FFFD.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Text that a writer accepts.</returns>
    public static string Valid(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var valid = rune.Value is '\t' or '\n' or '\r' or (>= ' ' and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or >= 0x10000;
            result.Append(valid ? rune.ToString() : "\ufffd");
        }

        return result.ToString();
    }
}
