namespace Images.Reporting.Html;

/// <summary>Pictures that tests left, as parts of the page.</summary>
/// <param name="read">Reads a file by its path relative to the family's folder; null where it cannot be read.</param>
internal sealed class KeptPictures(Func<string, byte[]?> read)
{
    private const int MostBytes = 4 << 20;
    private const int MostBytesInAll = 24 << 20;

    private int used;

    /// <summary>Gets a picture.</summary>
    /// <param name="path">The file's path relative to the family's folder.</param>
    /// <returns>A data URI; null for what is no picture by its own first bytes, or for which there is no room.</returns>
    public string? Find(string path)
    {
        if (
            read(path) is not { } content
            || content.Length > MostBytes
            || used + content.Length > MostBytesInAll
            || Type(content) is not { } type
        )
        {
            return null;
        }

        used += content.Length;
        return $"data:{type};base64,{Convert.ToBase64String(content)}";
    }

    // Never a form that can hold links or scripts, such as SVG.
    private static string? Type(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) ? "image/png"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.StartsWith("GIF8"u8) ? "image/gif"
        : content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..12].SequenceEqual("WEBP"u8) ? "image/webp"
        : null;
}
