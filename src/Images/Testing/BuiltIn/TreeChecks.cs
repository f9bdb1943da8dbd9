using Images.Engines;

namespace Images.Testing.BuiltIn;

/// <summary>The checks of what lies in an image's folders.</summary>
internal static class TreeChecks
{
    private const int MostTold = 5;

    public static CheckResult Links(IReadOnlyList<string> broken) =>
        broken.Count == 0
            ? CheckResult.Passed
            : CheckResult.Failed($"{Told(broken)} lead nowhere; remove them, or install what they lead to", Listing(broken));

    public static CheckResult Writable(IReadOnlyList<string> writable) =>
        writable.Count == 0
            ? CheckResult.Passed
            : CheckResult.Failed($"{Told(writable)} can be written by everybody; take that away with 'chmod o-w'", Listing(writable));

    public static CheckResult Leftovers(IReadOnlyList<string> left) =>
        left.Count == 0
            ? CheckResult.Passed
            : CheckResult.Failed(
                $"{Told(left)} are left of the build; remove them in the step that made them, or mount a cache",
                Listing(left)
            );

    private static string Told(IReadOnlyList<string> paths)
    {
        var first = string.Join(", ", paths.Take(MostTold).Select(ContainerText.HarmlessLine));
        return paths.Count > MostTold ? $"{first} and {paths.Count - MostTold} more" : first;
    }

    private static string Listing(IReadOnlyList<string> paths) => ContainerText.Harmless(string.Join('\n', paths.Take(200)));
}
