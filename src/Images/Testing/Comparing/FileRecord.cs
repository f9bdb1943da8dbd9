namespace Images.Testing.Comparing;

/// <summary>What is known of a file of an image.</summary>
/// <param name="Type">Such as <c>file</c>, <c>folder</c> or <c>link</c>.</param>
/// <param name="Size">Bytes; 0 for what is no regular file.</param>
/// <param name="Mode">The permissions, setuid, setgid and sticky among them.</param>
/// <param name="Owner">User and group, as numbers: <c>0:0</c>.</param>
/// <param name="Content">The SHA-256 of a regular file's bytes, or a link's target.</param>
internal readonly record struct FileRecord(string Type, long Size, int Mode, (int User, int Group) Owner, string Content)
{
    /// <summary>The mode of a folder that is there because something is in it; its owner is not known either.</summary>
    public const int Unknown = -1;
}

/// <summary>A file that one image has and the other lacks.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Size">Bytes; 0 for what is no regular file.</param>
public sealed record FileEntry(string Path, long Size);

/// <summary>A file that both images have, but not the same.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="SizeBefore">Bytes in the older.</param>
/// <param name="SizeAfter">Bytes in the newer.</param>
/// <param name="What">What differs: <c>type</c>, <c>content</c>, <c>target</c>, <c>mode 0644 -> 0755</c>, <c>owner 0:0 -> 1:1</c>.</param>
public sealed record FileChange(string Path, long SizeBefore, long SizeAfter, IReadOnlyList<string> What);
