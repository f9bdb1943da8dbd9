using System.Text.Json;

namespace Images.Testing.Inventory.Finding;

/// <summary>Finds npm packages: the package.json of each folder of a node_modules, or of Debian's /usr/share/nodejs.</summary>
internal sealed class NpmPackages : IPackageFinder
{
    private const string File = "/package.json";

    private readonly List<InstalledPackage> packages = [];

    /// <inheritdoc/>
    public bool Wants(string path)
    {
        if (!path.EndsWith(File, StringComparison.Ordinal))
        {
            return false;
        }

        // FOLDER/NAME or FOLDER/@SCOPE/NAME
        var folder = path.AsSpan(0, path.Length - File.Length);
        var parent = folder[..Math.Max(0, folder.LastIndexOf('/'))];
        if (Path.GetFileName(parent).StartsWith('@'))
        {
            parent = parent[..Math.Max(0, parent.LastIndexOf('/'))];
        }

        return parent.EndsWith("/node_modules", StringComparison.Ordinal) || parent.SequenceEqual("/usr/share/nodejs");
    }

    /// <inheritdoc/>
    public void Read(string path, byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { AllowTrailingCommas = true });
            var package = document.RootElement;
            if (
                package.ValueKind != JsonValueKind.Object
                || Text(package, "name") is not { } name
                || Text(package, "version") is not { } version
            )
            {
                // Folders within packages have such files too, which name nothing.
                return;
            }

            packages.Add(
                new InstalledPackage(PackageKind.Npm, name, version) { Licenses = [.. Licenses(package)], Location = path[..^File.Length] }
            );
        }
        catch (JsonException error)
        {
            throw new FormatException("is no JSON", error);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<InstalledPackage> Found(IReadOnlyDictionary<string, string> links, IReadOnlyDictionary<string, string> owners) =>
        packages.Select(package => package with { Owner = owners.GetValueOrDefault(package.Location + File) });

    // An expression; once an object, or a list of objects that one may choose from.
    private static IEnumerable<string> Licenses(JsonElement package)
    {
        if (package.TryGetProperty("license", out var license))
        {
            return Named(license) is { } name ? [name] : [];
        }

        if (!package.TryGetProperty("licenses", out var all) || all.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var names = all.EnumerateArray().Select(Named).OfType<string>().ToList();
        return names.Count == 0 ? [] : [string.Join(" OR ", names)];
    }

    private static string? Named(JsonElement license) =>
        license.ValueKind switch
        {
            JsonValueKind.String when license.GetString() is { Length: > 0 } text => text,
            JsonValueKind.Object => Text(license, "type"),
            _ => null,
        };

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
