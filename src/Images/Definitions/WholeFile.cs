namespace Images.Definitions;

/// <summary>Writes files at once: whoever reads one sees what was there or what is new, never a part, whoever else writes it.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file; its folder is made where it is not there.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="content">What is in it then.</param>
    /// <exception cref="IOException">It cannot be written; it stays as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; it stays as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
        var draft = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            File.WriteAllBytes(draft, content);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
