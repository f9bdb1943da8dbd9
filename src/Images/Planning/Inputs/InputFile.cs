using Images.BuildKit.Contexts;

namespace Images.Planning;

/// <summary>A file, directory or link of the context that an image's Dockerfile can reach.</summary>
/// <param name="Path">Relative to the image's folder, with '/'.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">Its permissions.</param>
/// <param name="Content">What is in it: hexadecimal SHA-256 of a file, the target of a link, empty for a directory.</param>
public sealed record InputFile(string Path, ContextEntryKind Kind, UnixFileMode Mode, string Content)
{
    /// <summary>Gets the permissions as four octal digits, such as <c>0644</c>.</summary>
    public string Permissions => Convert.ToString((int)Mode, 8).PadLeft(4, '0');

    /// <summary>Gets the kind in one lower-case word.</summary>
    public string KindWord => Kind.ToString().ToLowerInvariant();
}
