using System.Runtime.CompilerServices;

namespace Images.Tests;

/// <summary>Compares text with a verified file in the folder <c>Goldens</c> beside the test.</summary>
internal static class Golden
{
    /// <summary>Fails unless the file holds exactly the text; with UPDATE_GOLDENS=1 in the environment it is written instead.</summary>
    public static void Verify(string actual, string name, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Goldens", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"{path} is missing: set UPDATE_GOLDENS=1 and look at what is written");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
