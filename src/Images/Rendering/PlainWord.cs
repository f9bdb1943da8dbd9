using System.Text.RegularExpressions;

namespace Images.Rendering;

/// <summary>What means itself everywhere in a Dockerfile: to the frontend, to a shell, and between two blanks.</summary>
internal static partial class PlainWord
{
    /// <summary>Tells whether a value may stand in a Dockerfile as it is.</summary>
    /// <param name="value">The value.</param>
    /// <returns>False for what is empty, starts like an option, or holds anything that a reader could take for syntax.</returns>
    public static bool Is(string value) => Pattern().IsMatch(value);

    [GeneratedRegex(@"\A[A-Za-z0-9_./:@+,=%][A-Za-z0-9_./:@+,=%-]*\z")]
    private static partial Regex Pattern();
}
