namespace Octokit;

/// <summary>Refuses arguments that nothing can be asked with.</summary>
internal static class Ensure
{
    public static void NotEmpty(string value, string name)
    {
        ArgumentNullException.ThrowIfNull(value, name);
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException("String cannot be empty", name);
        }
    }

    /// <summary>The path of a repository whose names are given.</summary>
    public static string Repository(string owner, string name)
    {
        NotEmpty(owner, nameof(owner));
        NotEmpty(name, nameof(name));
        return $"repos/{owner}/{name}";
    }
}
