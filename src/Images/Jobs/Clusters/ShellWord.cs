namespace Images.Jobs.Clusters;

/// <summary>Writes words for a shell.</summary>
internal static class ShellWord
{
    /// <summary>Puts a word in single quotes.</summary>
    /// <param name="word">The word.</param>
    /// <returns>What every POSIX shell reads as that word.</returns>
    public static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
