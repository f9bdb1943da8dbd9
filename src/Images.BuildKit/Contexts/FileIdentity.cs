namespace Images.BuildKit.Contexts;

/// <summary>A file apart from its names: the device and the inode.</summary>
public readonly record struct FileIdentity(ulong Device, ulong Inode);
