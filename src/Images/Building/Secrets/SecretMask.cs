namespace Images.Building;

/// <summary>Takes the values of secrets out of text that a person or a file will see.</summary>
/// <remarks>
/// A value of several lines is also looked for line by line, since output is cut into lines. Values shorter than
/// <see cref="Shortest"/> are left alone: they stand in ordinary text too often.
/// </remarks>
public sealed class SecretMask
{
    /// <summary>The fewest characters of a value that is masked.</summary>
    public const int Shortest = 4;

    /// <summary>What stands in a value's place.</summary>
    public const string Replacement = "***";

    private readonly string[] values;

    /// <summary>Initializes a mask.</summary>
    /// <param name="secrets">The values as they are.</param>
    public SecretMask(IEnumerable<string> secrets) =>
        values = [
            .. secrets
                .SelectMany(secret => secret.Split('\n').Append(secret))
                .Select(text => text.Trim())
                .Where(text => text.Length >= Shortest)
                .Distinct(StringComparer.Ordinal)
                .OrderByDescending(text => text.Length)
                .ThenBy(text => text, StringComparer.Ordinal),
        ];

    /// <summary>Gets the mask that hides nothing.</summary>
    public static SecretMask None { get; } = new([]);

    /// <summary>Gets what is hidden, the longest first.</summary>
    public IReadOnlyList<string> Values => values;

    /// <summary>Hides every value.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text with <c>***</c> in place of each value.</returns>
    public string Apply(string text)
    {
        foreach (var value in values)
        {
            text = text.Replace(value, Replacement, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Counts the characters at the end of a text that may be the beginning of a value.</summary>
    /// <param name="text">A text that goes on.</param>
    /// <returns>How many must be looked at again with what follows; 0 when none.</returns>
    public int UnfinishedAtEnd(string text)
    {
        for (var length = Math.Min(text.Length, values.Select(value => value.Length - 1).DefaultIfEmpty(0).Max()); length > 0; length--)
        {
            var end = text.AsSpan(text.Length - length);
            foreach (var value in values)
            {
                if (value.Length > length && value.AsSpan().StartsWith(end, StringComparison.Ordinal))
                {
                    return length;
                }
            }
        }

        return 0;
    }
}
