namespace Images.Engines;

/// <summary>What /etc/os-release says of a distribution (os-release(5)).</summary>
/// <param name="Id">Its name, such as <c>debian</c>; empty when unknown.</param>
/// <param name="Like">Names of those that it resembles.</param>
internal sealed record OsRelease(string Id, IReadOnlyList<string> Like)
{
    /// <summary>Its version, such as <c>12</c>; empty when unknown.</summary>
    public string Version { get; init; } = string.Empty;

    /// <summary>Whether packages come with apt from Debian, Ubuntu or a derivative.</summary>
    public bool IsDebianLike => Id is "debian" or "ubuntu" || Like.Contains("debian") || Like.Contains("ubuntu");

    /// <summary>Reads the machine's own; nothing is known when the file is missing.</summary>
    public static OsRelease OfMachine() =>
        File.Exists("/etc/os-release") ? Parse(File.ReadAllText("/etc/os-release")) : new OsRelease("", []);

    /// <summary>Reads the file's text.</summary>
    public static OsRelease Parse(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.Split('=', 2) is [var name, var value] && !name.StartsWith('#'))
            {
                values[name] = value.Trim('"', '\'');
            }
        }

        return new OsRelease(values.GetValueOrDefault("ID", ""), values.GetValueOrDefault("ID_LIKE", "").Split(' '))
        {
            Version = values.GetValueOrDefault("VERSION_ID", ""),
        };
    }
}
