namespace Images.Engines;

/// <summary>Folders whose name says which run made them, as <c>PREFIX</c>, <see cref="RunLabels.OwnInTag"/> and what makes them unique.</summary>
internal static class OwnedFolders
{
    private static readonly char[] Separators = ['.', '-'];

    /// <summary>Finds those that killed runs of this machine left.</summary>
    /// <param name="parent">Where they are.</param>
    /// <param name="prefix">How their names begin.</param>
    /// <returns>Their absolute paths.</returns>
    /// <exception cref="IOException">The parent cannot be read.</exception>
    public static IEnumerable<string> Left(string parent, string prefix) =>
        Directory.EnumerateDirectories(parent, prefix + "*").Where(folder => IsLeft(Path.GetFileName(folder)[prefix.Length..]));

    /// <summary>Removes one, whatever is in it; where that cannot be, the next run tries again.</summary>
    /// <param name="folder">Its path.</param>
    public static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Of another user, or gone already.
        }
    }

    private static bool IsLeft(string name) =>
        name.Split(Separators) is [var machine, var process, var start, _] && RunLabels.IsGoneInTag($"{machine}.{process}.{start}");
}
