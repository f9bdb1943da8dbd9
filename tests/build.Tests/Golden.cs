using System.Runtime.CompilerServices;

namespace Images.Build;

/// <summary>Compares text with a file beside the tests; UPDATE_GOLDENS=1 writes the file.</summary>
internal static class Golden
{
    public static void Match(string actual, string name, [CallerFilePath] string test = "") =>
        MatchFile(actual, Path.Combine(Path.GetDirectoryName(test)!, "Goldens", name));

    public static void MatchFile(string actual, string path)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }
}
