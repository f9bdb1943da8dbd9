using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Images.Definitions;
using Images.Definitions.Structure;
using Images.Testing.Structure;

namespace Images.Testing.Memory;

/// <summary>Sums up all that a test says: equal for equal tests, wherever they are written.</summary>
internal static class TestKey
{
    /// <summary>Sums up a test, the content of its fixtures included.</summary>
    /// <param name="test">The test.</param>
    /// <returns>Hexadecimal.</returns>
    /// <exception cref="IOException">A fixture cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A fixture may not be read.</exception>
    public static string Of(TestDefinition test)
    {
        var text = new StringBuilder();
        Add(text, ["run", test.Name, test.Run.IsShell ? "shell" : "exec", .. test.Run.Arguments]);
        Add(text, "expect", Words(test.Expect), Words(test.Stderr), Number(test.Exit), test.Timeout.ToString("c"));
        Add(text, ["env", .. test.Env.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")]);
        Add(text, "as", test.User ?? "", test.Workdir ?? "", test.Network, test.Gpu ? "gpu" : "", test.Output?.Value ?? "");
        if (test.Needs is { } needs)
        {
            Add(text, "needs", Number(needs.MemoryBytes), Number(needs.Pids), Number(needs.ShmBytes), needs.WritableRoot ? "writable" : "");
            Add(
                text,
                ["needs", .. needs.Tmpfs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}:{pair.Value}")]
            );
            Add(text, ["needs", .. needs.Capabilities]);
        }

        if (test.Metadata is { } metadata)
        {
            AddMetadata(text, metadata);
        }

        foreach (var file in test.Files)
        {
            Add(
                text,
                "file",
                file.Path,
                file.Exists ? "" : "absent",
                Number((int?)file.Mode),
                Number(file.Uid),
                Number(file.Gid),
                Words(file.Content)
            );
        }

        if (test.Service is { } service)
        {
            var ready = service.ReadyRun is { } run ? string.Join('\0', run.Arguments.Prepend($"{run.IsShell}")) : "";
            Add(
                text,
                "service",
                Words(service.ReadyLog),
                Number(service.ReadyPort),
                ready,
                service.ReadyWithin.ToString("c"),
                service.StillRunning?.ToString("c") ?? ""
            );
            Add(text, ["runs", .. service.Runs.Select(Of)]);
        }

        Add(text, ["platforms", .. test.Platforms]);
        foreach (var mount in test.Mounts)
        {
            Add(text, "mount", mount.Target, mount.IsFile ? "file" : "folder");
            AddFiles(text, mount);
        }

        return Hash(text);
    }

    /// <summary>Sums up what the definition says to the built-in checks.</summary>
    /// <param name="variant">The variant.</param>
    /// <returns>Hexadecimal.</returns>
    public static string OfBuiltIn(Variant variant)
    {
        var text = new StringBuilder();
        Add(text, "limits", Number(variant.Limits.Size?.Value), Number(variant.Limits.Layers?.Value));
        foreach (var test in variant.Tests.Where(test => test.SkipReason is not null && BuiltInTests.Names.Contains(test.Name)))
        {
            Add(text, "skip", test.Name, test.SkipReason!);
        }

        return Hash(text);
    }

    /// <summary>Sums up tests of a structure file: its whole content, and which of its tests they are.</summary>
    /// <param name="file">The file.</param>
    /// <param name="piece">The tests.</param>
    /// <returns>Hexadecimal; null where they depend on something beside the file.</returns>
    public static string? Of(StructureFile file, StructurePiece piece)
    {
        // What the person running them has in the environment, in files and on the engine's host may change.
        if (file.RunOptions is { } run && (run.Variables.Count > 0 || run.VariableFile.Length > 0 || run.BindMounts.Count > 0))
        {
            return null;
        }

        var text = new StringBuilder();
        Add(text, "structure", file.Digest, piece.Name);
        return Hash(text);
    }

    private static void AddMetadata(StringBuilder text, TestMetadata metadata)
    {
        Add(
            text,
            ["entrypoint", metadata.Entrypoint is { } entrypoint ? $"{entrypoint.IsShell}" : "", .. metadata.Entrypoint?.Arguments ?? []]
        );
        Add(text, ["command", metadata.Command is { } command ? $"{command.IsShell}" : "", .. metadata.Command?.Arguments ?? []]);
        Add(text, ["env", .. metadata.Environment.SelectMany(pair => new[] { pair.Key, Words(pair.Value) })]);
        Add(text, ["labels", .. metadata.Labels.SelectMany(pair => new[] { pair.Key, Words(pair.Value) })]);
        Add(text, "as", metadata.User ?? "-", metadata.Workdir ?? "-");
        Add(text, ["ports", .. metadata.Ports]);
        Add(text, ["volumes", .. metadata.Volumes]);
    }

    private static void AddFiles(StringBuilder text, TestMount mount)
    {
        IEnumerable<FileSystemInfo> entries = mount.IsFile ? [new FileInfo(mount.Source)] : FileWalk.Entries(mount.Source);
        foreach (var entry in entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            var mode = OperatingSystem.IsWindows() ? 0 : (int)entry.UnixFileMode;
            var content =
                entry.LinkTarget ?? (entry is FileInfo ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(entry.FullName))) : "");
            Add(text, Path.GetRelativePath(mount.Source, entry.FullName), Number(mode), content);
        }
    }

    private static string Words(Expectation? expectation) =>
        expectation is null ? "" : $"{(expectation.IsRegex ? "regex" : "text")} {expectation.Text}";

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    // Each field with its length before it, so that no two lists of fields give the same text.
    private static void Add(StringBuilder text, params IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            text.Append(CultureInfo.InvariantCulture, $"{field.Length}:{field};");
        }

        text.Append('\n');
    }

    private static string Hash(StringBuilder text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
}
