using Images.Definitions.Yaml;

namespace Images.Definitions;

/// <summary>Reads a file without ever holding more of it than a definition may have.</summary>
internal static class BoundedFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>Its bytes; of a larger one as many that it can be seen to be too large.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static byte[] Read(string path)
    {
        using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var buffer = new byte[Math.Clamp(RandomAccess.GetLength(handle), 0, YamlLimits.FileBytes) + 1];
        var read = 0;
        while (read < buffer.Length && RandomAccess.Read(handle, buffer.AsSpan(read), read) is var count and > 0)
        {
            read += count;
        }

        return buffer[..read];
    }
}
