using System.Security.Cryptography;

namespace Images.Reporting.GitHub;

/// <summary>Writes entries of the files GITHUB_OUTPUT and GITHUB_ENV.</summary>
public static class OutputEntry
{
    /// <summary>Writes an entry with a random delimiter, so that no value can end itself early.</summary>
    /// <param name="name">The output's name.</param>
    /// <param name="value">The value; may have several lines.</param>
    /// <returns>The text to append to the file.</returns>
    /// <exception cref="ArgumentException">The name cannot be one.</exception>
    public static string Write(string name, string value) =>
        Write(name, value, "end-" + RandomNumberGenerator.GetHexString(32, lowercase: true));

    /// <summary>Writes an entry with a given delimiter.</summary>
    /// <param name="name">The output's name.</param>
    /// <param name="value">The value; may have several lines.</param>
    /// <param name="delimiter">A text that the value does not contain.</param>
    /// <returns>The text to append to the file.</returns>
    /// <exception cref="ArgumentException">The name cannot be one, or the value contains the delimiter.</exception>
    internal static string Write(string name, string value, string delimiter)
    {
        if (name.Length == 0 || !name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
        {
            throw new ArgumentException($"'{name}' is no name of an output: use letters, digits, '-' and '_'", nameof(name));
        }

        return value.Contains(delimiter, StringComparison.Ordinal)
            ? throw new ArgumentException($"the value of '{name}' contains its delimiter", nameof(value))
            : $"{name}<<{delimiter}\n{value}\n{delimiter}\n";
    }
}
