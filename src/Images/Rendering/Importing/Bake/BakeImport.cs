using Images.Rendering.Importing.Hcl;

namespace Images.Rendering.Importing.Bake;

/// <summary>Reads the targets of a bake file with their Dockerfiles.</summary>
internal static class BakeImport
{
    private const long Largest = 4 * 1024 * 1024;

    // Those that are carried over, and those that say nothing about the image.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "args",
        "context",
        "contexts",
        "description",
        "dockerfile",
        "dockerfile-inline",
        "labels",
        "output",
        "platforms",
        "secret",
        "ssh",
        "tags",
        "target",
    };

    private static readonly Dictionary<string, string> Instead = new(StringComparer.Ordinal)
    {
        ["annotations"] = "they are not carried over; write what matters as labels",
        ["attest"] = "give --attach=sbom,provenance to publish instead",
        ["cache-from"] = "give --cache-from instead",
        ["cache-to"] = "give --cache-to instead",
        ["no-cache"] = "give --no-cache=SELECTOR instead",
        ["no-cache-filter"] = "give --no-cache=SELECTOR instead",
        ["pull"] = "bases are settled by images.lock; see 'lock' and 'outdated'",
    };

    /// <summary>Reads them.</summary>
    /// <param name="path">The bake file, absolute.</param>
    /// <param name="shown">The same as people name it.</param>
    /// <param name="context">The folder that contexts are relative to, or null for the file's own.</param>
    /// <param name="environment">Gets a variable of the environment, or null.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="ImportException">The file, or a Dockerfile it names, cannot be used.</exception>
    public static IReadOnlyList<ImportedTarget> Read(string path, string shown, string? context, Func<string, string?> environment)
    {
        if (new FileInfo(path).Length > Largest)
        {
            throw new ImportException(shown, "it is larger than 4 MiB, which no bake file is; name another file");
        }

        var folder = context ?? Path.GetDirectoryName(path)!;
        return [.. BakeFile.Read(shown, File.ReadAllText(path), environment).Select(target => Of(target, folder, shown))];
    }

    private static ImportedTarget Of(BakeTarget target, string folder, string shown)
    {
        var written = target.Text("context") ?? ".";
        if (written.Contains("://", StringComparison.Ordinal) || written.StartsWith("git@", StringComparison.Ordinal))
        {
            throw new ImportException(
                target.Location,
                $"the context of '{target.Name}' is the address {written}; fetch it, and name the folder"
            );
        }

        var context = Path.GetFullPath(written, folder);
        var inline = target.Text("dockerfile-inline");
        var file = Path.GetFullPath(target.Text("dockerfile") ?? "Dockerfile", context);
        if (inline is null && !File.Exists(file))
        {
            throw new ImportException(
                target.Location,
                $"there is no {Path.GetRelativePath(folder, file)}, the Dockerfile of '{target.Name}'; correct 'dockerfile', or name the folder with --context"
            );
        }

        var place = inline is null
            ? Path.Combine(Path.GetDirectoryName(shown) ?? string.Empty, Path.GetRelativePath(folder, file))
            : target.Location.ToString();
        return new(target.Name, target.Block, place, context, (inline ?? File.ReadAllText(file)).ReplaceLineEndings("\n"))
        {
            Cell = target.Cell,
            Stage = target.Text("target"),
            Description = target.Text("description"),
            Args = target.Map("args"),
            Tags = target.Texts("tags"),
            Labels = target.Map("labels"),
            Platforms = target.Texts("platforms"),
            Contexts = target.Map("contexts"),
            Secrets = Options(target, "secret"),
            Ssh = Options(target, "ssh"),
            Left =
            [
                .. target
                    .Values.Keys.Where(key => !Known.Contains(key))
                    .Order(StringComparer.Ordinal)
                    .Select(key => $"'{key}' was left out; {Instead.GetValueOrDefault(key, "there is no such key here")}"),
            ],
        };
    }

    // Each is a text of key=value, or an object.
    private static IReadOnlyList<string> Options(BakeTarget target, string name) =>
        target.Values.GetValueOrDefault(name) is IReadOnlyList<object?> list
            ?
            [
                .. list.Select(item =>
                    item is IReadOnlyDictionary<string, object?> parts
                        ? string.Join(',', parts.Select(part => $"{part.Key}={HclValue.Text(part.Value)}"))
                        : HclValue.Text(item)
                ),
            ]
            : [];
}
