namespace Cake.Frosting.Tests;

/// <summary>One command line of the transcripts: what goes in and what the package answered.</summary>
internal sealed record TranscriptCase(string Name)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Goldens");

    internal static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.args").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal);

    internal string Sample => Optional("sample")?.Trim() ?? "sample";

    internal IReadOnlyList<string> Arguments => Lines("args");

    internal IReadOnlyList<string> Environment => Lines("env");

    internal int ExitCode => int.Parse(Required("code"), System.Globalization.CultureInfo.InvariantCulture);

    internal string Output => Required("out");

    internal string Error => Required("err");

    /// <summary>Puts the files that the program is to find into its working directory.</summary>
    internal void WriteFiles(string directory)
    {
        if (Optional("config") is { } config)
        {
            File.WriteAllText(Path.Combine(directory, "cake.config"), config);
        }

        string? path = null;
        foreach (var line in Lines("files"))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                File.AppendAllText(path!, line[2..] + "\n");
            }
            else
            {
                path = Path.Combine(directory, line);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            }
        }
    }

    private string[] Lines(string extension) => Optional(extension)?.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private string Required(string extension) => File.ReadAllText(PathOf(extension));

    private string? Optional(string extension) => File.Exists(PathOf(extension)) ? Required(extension) : null;

    private string PathOf(string extension) => Path.Combine(Folder, Name + "." + extension);
}
