using System.Formats.Tar;

namespace Images.Testing.Structure;

/// <summary>Writes a file's kind and permissions as Go does: <c>-rw-r--r--</c>, <c>Lrwxrwxrwx</c>, <c>dtrwxrwxrwx</c>.</summary>
internal static class FileModeText
{
    private const string Permissions = "rwxrwxrwx";

    /// <summary>Writes it.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The text.</returns>
    public static string Of(ImageFile file)
    {
        var kind =
            (file.Type == TarEntryType.Directory ? "d" : "")
            + (file.Type == TarEntryType.SymbolicLink ? "L" : "")
            + (file.Mode.HasFlag(UnixFileMode.SetUser) ? "u" : "")
            + (file.Mode.HasFlag(UnixFileMode.SetGroup) ? "g" : "")
            + (file.Mode.HasFlag(UnixFileMode.StickyBit) ? "t" : "");
        var permissions = Permissions.Select((letter, index) => ((int)file.Mode & (1 << (8 - index))) != 0 ? letter : '-');
        return (kind.Length == 0 ? "-" : kind) + string.Concat(permissions);
    }
}
