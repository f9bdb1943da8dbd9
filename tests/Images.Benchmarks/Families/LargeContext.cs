using System.Globalization;

namespace Images.Benchmarks.Families;

/// <summary>A context of 5,000 files and 258 MB that do not compress.</summary>
internal static class LargeContext
{
    private const int Files = 5_000;
    private const int FileSize = 51_600;

    /// <summary>Writes the context; the content is the same in every run.</summary>
    /// <param name="folder">Where to.</param>
    public static void Write(string folder)
    {
#pragma warning disable CA5394 // Random is an insecure random number generator: nothing is kept secret with it
        var random = new Random(1);
        var content = new byte[FileSize];
        for (var index = 0; index < Files; index++)
        {
            random.NextBytes(content);
            var below = Path.Combine(folder, (index / 100).ToString("00", CultureInfo.InvariantCulture));
            Directory.CreateDirectory(below);
            File.WriteAllBytes(Path.Combine(below, index.ToString("0000", CultureInfo.InvariantCulture)), content);
        }
#pragma warning restore CA5394
        File.WriteAllText(Path.Combine(folder, "Dockerfile"), "FROM scratch\nCOPY . /\n");
    }
}
