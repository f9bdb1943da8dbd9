namespace Images.Tests.Definitions;

/// <summary>The checked-out repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Goldens { get; } = Path.Combine(Root, "tests", "Images.Tests", "Definitions", "Goldens");

    public static bool UpdatesGoldens => Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1";

    /// <summary>Compares a text with a committed file, or writes the file when goldens are updated.</summary>
    public static void AssertGolden(string path, string actual)
    {
        if (UpdatesGoldens)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{path} is missing; run the tests with UPDATE_GOLDENS=1");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Images.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside of the repository");
    }
}
