using Images.BuildKit.Contexts;

namespace Images.BuildKit.Sessions;

/// <summary>File modes on the wire: the bits of Go's os.FileMode, which are not those of the kernel.</summary>
internal static class GoFileMode
{
    public const uint Directory = 1u << 31;
    public const uint SymbolicLink = 1u << 27;
    private const uint SetUser = 1u << 23;
    private const uint SetGroup = 1u << 22;
    private const uint Sticky = 1u << 20;
    private const uint Permissions = 0x1FF;

    // Directory, symlink, device, fifo, socket, character device and irregular.
    private const uint TypeBits = Directory | SymbolicLink | (1u << 26) | (1u << 25) | (1u << 24) | (1u << 21) | (1u << 19);

    public static uint Of(ContextEntry entry) =>
        entry.Kind switch
        {
            ContextEntryKind.SymbolicLink => SymbolicLink | Permissions,
            ContextEntryKind.Directory => Directory | Bits(entry.Mode),
            _ => Bits(entry.Mode),
        };

    public static bool IsRegular(uint mode) => (mode & TypeBits) == 0;

    /// <summary>The permissions of something received; set-user-id and its like are left out.</summary>
    public static UnixFileMode PermissionsOf(uint mode) => (UnixFileMode)(mode & Permissions);

    private static uint Bits(UnixFileMode mode) =>
        ((uint)mode & Permissions)
        | (mode.HasFlag(UnixFileMode.SetUser) ? SetUser : 0)
        | (mode.HasFlag(UnixFileMode.SetGroup) ? SetGroup : 0)
        | (mode.HasFlag(UnixFileMode.StickyBit) ? Sticky : 0);
}
