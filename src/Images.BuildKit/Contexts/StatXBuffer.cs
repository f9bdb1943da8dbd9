using System.Runtime.InteropServices;

namespace Images.BuildKit.Contexts;

/// <summary>Linux's <c>struct statx</c>, which is the same on every architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatXBuffer
{
    [FieldOffset(16)]
    public uint Links;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(40)]
    public ulong Size;

    [FieldOffset(112)]
    public long ModifiedSeconds;

    [FieldOffset(120)]
    public uint ModifiedNanoseconds;

    [FieldOffset(136)]
    public uint DeviceMajor;

    [FieldOffset(140)]
    public uint DeviceMinor;

    public readonly FileIdentity Identity => new(((ulong)DeviceMajor << 32) | DeviceMinor, Inode);

    public readonly long Modified => (ModifiedSeconds * 1_000_000_000L) + ModifiedNanoseconds;

    public readonly UnixFileMode Permissions => (UnixFileMode)(Mode & 0xFFF);

    public readonly ContextEntryKind Kind =>
        (Mode & 0xF000) switch
        {
            0x8000 => ContextEntryKind.File,
            0x4000 => ContextEntryKind.Directory,
            0xA000 => ContextEntryKind.SymbolicLink,
            _ => ContextEntryKind.Special,
        };
}
