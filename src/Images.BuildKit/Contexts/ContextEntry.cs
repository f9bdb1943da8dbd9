using System.Collections.Frozen;

namespace Images.BuildKit.Contexts;

/// <summary>One name in a directory of a build context.</summary>
public sealed record ContextEntry
{
    private static readonly FrozenDictionary<string, ReadOnlyMemory<byte>> NoAttributes = FrozenDictionary<
        string,
        ReadOnlyMemory<byte>
    >.Empty;

    /// <summary>The name without its directory.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required ContextEntryKind Kind { get; init; }

    /// <summary>The permission bits, with set-user-id, set-group-id and sticky.</summary>
    public UnixFileMode Mode { get; init; } =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Bytes of a regular file; 0 for everything else.</summary>
    public long Size { get; init; }

    /// <summary>Last modification, in nanoseconds since 1970 UTC.</summary>
    public long ModifiedNanoseconds { get; init; }

    /// <summary>The text of a symbolic link; null for everything else.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>
    /// Extended attributes that go into an image, by name: <c>security.capability</c> and those of <c>user.</c>; usually none.
    /// </summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> ExtendedAttributes { get; init; } = NoAttributes;

    /// <summary>Which file it is, where one file may have several names (hard links); null where it has one.</summary>
    public FileIdentity? Identity { get; init; }
}
