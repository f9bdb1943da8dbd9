namespace Images.EndToEnd.Tests.CommandLine;

/// <summary>Makes folders for tests that need no engine.</summary>
internal static class SampleFolder
{
    /// <summary>A base and an image of two variants on it.</summary>
    public static FamilyFolder Good()
    {
        var family = new FamilyFolder();
        family.Image("base", "debian:bookworm-slim", "CMD [\"sh\"]", "description: What all others stand on\ntags: [latest]");
        family.Image(
            "r-ver",
            "base",
            "CMD [\"R\"]",
            "description: R {{ r }}\nmatrix:\n  r: [\"4.5.3\", \"4.6.1\"]\ntags: [\"{{ r }}\", \"{{ r | minor }}\", latest]"
        );
        return family;
    }

    /// <summary>Everything in a folder, with the text of each file.</summary>
    public static IReadOnlyDictionary<string, string> Contents(string folder) =>
        new SortedDictionary<string, string>(
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText),
            StringComparer.Ordinal
        );
}
