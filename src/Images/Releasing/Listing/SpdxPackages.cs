using System.Text.Json;
using Images.Testing.Inventory;

namespace Images.Releasing.Listing;

/// <summary>Reads the packages out of a bill of materials, by their package URLs.</summary>
internal static class SpdxPackages
{
    private static readonly PackageKind[] Kinds = Enum.GetValues<PackageKind>();

    /// <summary>Reads them.</summary>
    /// <param name="document">An SPDX 2.3 document in JSON.</param>
    /// <returns>By kind, name and version; null where it is none.</returns>
    public static IReadOnlyList<ReleasedPackage>? TryRead(ReadOnlyMemory<byte> document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return
            [
                .. json
                    .RootElement.GetProperty("packages")
                    .EnumerateArray()
                    .Select(Read)
                    .OfType<ReleasedPackage>()
                    .OrderBy(package => package.Kind)
                    .ThenBy(package => package.Name, StringComparer.Ordinal)
                    .ThenBy(package => package.Version, StringComparer.Ordinal)
                    .ThenBy(package => package.Architecture, StringComparer.Ordinal),
            ];
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ReleasedPackage? Read(JsonElement package)
    {
        if (
            !package.TryGetProperty("externalRefs", out var references)
            || !package.TryGetProperty("versionInfo", out var version)
            || references
                .EnumerateArray()
                .Where(reference => reference.GetProperty("referenceType").GetString() == "purl")
                .Select(reference => reference.GetProperty("referenceLocator").GetString())
                .FirstOrDefault()
                is not { } address
        )
        {
            return null;
        }

        var found = Kinds.Where(kind => address.StartsWith($"pkg:{PackageKinds.Type(kind)}/", StringComparison.Ordinal)).ToList();
        return found is [var only]
            ? new ReleasedPackage(only, package.GetProperty("name").GetString()!, version.GetString()!, ArchitectureIn(address))
            : null;
    }

    private static string? ArchitectureIn(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        return query < 0
            ? null
            : address[(query + 1)..]
                .Split('&')
                .Where(part => part.StartsWith("arch=", StringComparison.Ordinal))
                .Select(part => Uri.UnescapeDataString(part["arch=".Length..]))
                .FirstOrDefault();
    }
}
