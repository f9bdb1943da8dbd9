namespace Images.Definitions;

/// <summary>What a test needs beyond the strict profile.</summary>
/// <param name="Why">The reason; it is reported.</param>
public sealed record TestNeeds(string Why)
{
    /// <summary>Gets the most memory in bytes, or null for the profile's.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Gets the most processes at once, or null for the profile's.</summary>
    public int? Pids { get; init; }

    /// <summary>Gets the size of /dev/shm in bytes, or null for the profile's.</summary>
    public long? ShmBytes { get; init; }

    /// <summary>Gets directories in memory and their mount options, which may be empty; added to the profile's.</summary>
    public IReadOnlyDictionary<string, string> Tmpfs { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets whether the root file system can be written.</summary>
    public bool WritableRoot { get; init; }

    /// <summary>Gets capabilities that are given back.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];
}
