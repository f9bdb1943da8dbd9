using System.Globalization;
using Images.Definitions.Syntax;

namespace Images.Definitions;

/// <summary>Reads what a test needs beyond the strict profile.</summary>
internal static class TestNeedsReader
{
    /// <summary>Reads it.</summary>
    /// <param name="test">The test's values.</param>
    /// <returns>The needs, or null when the test has none.</returns>
    public static TestNeeds? Read(DefinitionValues test)
    {
        if (test.Section("needs") is not { } values)
        {
            return null;
        }

        return new TestNeeds(values.Text("why")?.Value ?? string.Empty)
        {
            MemoryBytes = Bytes(values, "memory"),
            Pids = values.Text("pids") is { } pids ? int.Parse(pids.Value, NumberStyles.None, CultureInfo.InvariantCulture) : null,
            ShmBytes = Bytes(values, "shm"),
            Tmpfs = Tmpfs(values),
            WritableRoot = values.Text("writable-root")?.Value == "true",
            Capabilities = [.. (values.Texts("capabilities") ?? []).Select(static capability => capability.Value)],
        };
    }

    /// <summary>Reads a size.</summary>
    public static long? Bytes(DefinitionValues values, string key) =>
        values.Text(key) is { } text && ByteSize.TryParse(text.Value, out var bytes) ? bytes : null;

    /// <summary>Reads directories in memory and their options.</summary>
    public static OrderedDictionary<string, string> Tmpfs(DefinitionValues values)
    {
        var directories = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in values.Texts("tmpfs") ?? [])
        {
            var colon = text.Value.IndexOf(':', StringComparison.Ordinal);
            var path = colon < 0 ? text.Value : text.Value[..colon];
            directories[path] = colon < 0 ? string.Empty : text.Value[(colon + 1)..];
        }

        return directories;
    }
}
