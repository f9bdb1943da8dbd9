namespace Images.Engines;

/// <summary>Recognises the escape sequences of ECMA-48 in both their 7-bit (ESC x) and their 8-bit form.</summary>
internal static class EscapeSequence
{
    private const char Escape = '\u001b';

    /// <summary>Measures the sequence that starts at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">The place.</param>
    /// <returns>Its length; 0 when none starts there. One that does not end on its line counts as its introducer alone.</returns>
    public static int LengthAt(string text, int index)
    {
        var character = text[index];
        if (character == Escape)
        {
            if (index + 1 >= text.Length)
            {
                return 1;
            }

            var next = text[index + 1];
            return next switch
            {
                '[' => 2 + ControlSequence(text, index + 2),
                ']' or 'P' or 'X' or '^' or '_' => 2 + ControlString(text, index + 2),
                >= ' ' and <= '/' => 1 + Intermediates(text, index + 1),
                >= '0' and <= '~' => 2,
                _ => 1,
            };
        }

        return character switch
        {
            '\u009b' => 1 + ControlSequence(text, index + 1),
            '\u009d' or '\u0090' or '\u0098' or '\u009e' or '\u009f' => 1 + ControlString(text, index + 1),
            _ => 0,
        };
    }

    // Parameters 0x30-0x3F, intermediates 0x20-0x2F, one final 0x40-0x7E (ECMA-48, 5.4).
    private static int ControlSequence(string text, int start)
    {
        var index = start;
        while (index < text.Length && text[index] is >= ' ' and <= '?')
        {
            index++;
        }

        return index < text.Length && text[index] is >= '@' and <= '~' ? index + 1 - start : 0;
    }

    // Up to BEL or a string terminator, ESC \ or U+009C (ECMA-48, 5.6).
    private static int ControlString(string text, int start)
    {
        for (var index = start; index < text.Length && text[index] is not ('\n' or '\r'); index++)
        {
            switch (text[index])
            {
                case '\u0007' or '\u009c':
                    return index + 1 - start;
                case Escape when index + 1 < text.Length && text[index + 1] == '\\':
                    return index + 2 - start;
            }
        }

        return 0;
    }

    private static int Intermediates(string text, int start)
    {
        var index = start;
        while (index < text.Length && text[index] is >= ' ' and <= '/')
        {
            index++;
        }

        return index < text.Length && text[index] is >= '0' and <= '~' ? index + 1 - start : 0;
    }
}
