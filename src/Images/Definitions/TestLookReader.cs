using System.Globalization;

namespace Images.Definitions;

/// <summary>Reads what tests say of an image that they do not run.</summary>
internal static class TestLookReader
{
    /// <summary>Reads what the image must declare.</summary>
    /// <param name="test">The test's values.</param>
    /// <returns>It, or null where the test is of another kind.</returns>
    public static TestMetadata? Metadata(DefinitionValues test) =>
        test.Section("metadata") is not { } values
            ? null
            : new()
            {
                Entrypoint = values.Command("entrypoint"),
                Command = values.Command("cmd"),
                Environment = Expectations(values, "env"),
                Labels = Expectations(values, "labels"),
                User = values.Text("user")?.Value,
                Workdir = values.Text("workdir")?.Value,
                Ports = [.. (values.Texts("ports") ?? []).Select(static port => port.Value)],
                Volumes = [.. (values.Texts("volumes") ?? []).Select(static volume => volume.Value)],
            };

    /// <summary>Reads the files that are looked at.</summary>
    /// <param name="test">The test's values.</param>
    /// <returns>The files; empty where the test is of another kind.</returns>
    public static IReadOnlyList<TestFile> Files(DefinitionValues test) =>
        [
            .. test.List("files")
                .Where(static file => file.Text("path") is not null)
                .Select(static file =>
                {
                    var owner = (file.Text("owner")?.Value ?? string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries);
                    return new TestFile(file.Text("path")!.Value, file.Text("exists")?.Value != "false")
                    {
                        Mode = file.Text("mode") is { } mode ? (UnixFileMode)Convert.ToInt32(mode.Value, 8) : null,
                        Uid = owner.Length > 0 ? Number(owner[0]) : null,
                        Gid = owner.Length > 1 ? Number(owner[1]) : null,
                        Content = TestReader.ReadExpectation(file.Text("content")),
                    };
                }),
        ];

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static Dictionary<string, Expectation> Expectations(DefinitionValues values, string key) =>
        values
            .Merged(key, [])
            .ToDictionary(static pair => pair.Key, static pair => TestReader.ReadExpectation(pair.Value)!, StringComparer.Ordinal);
}
