using System.Text.Json.Serialization;

namespace Images.Testing.Inventory;

/// <summary>A package that is installed in an image.</summary>
/// <param name="Kind">What lists it.</param>
/// <param name="Name">Its name, as it is written there.</param>
/// <param name="Version">Its version, as it is written there.</param>
public sealed record InstalledPackage(
    [property: JsonConverter(typeof(JsonStringEnumConverter<PackageKind>))] PackageKind Kind,
    string Name,
    string Version
)
{
    /// <summary>Gets the architecture in Debian's terms; null where there is none.</summary>
    public string? Architecture { get; init; }

    /// <summary>Gets the name of the source package, when that differs; null otherwise.</summary>
    public string? Source { get; init; }

    /// <summary>Gets the version of the source package, when that differs; null otherwise.</summary>
    public string? SourceVersion { get; init; }

    /// <summary>Gets the licences as the package names them, all of which apply; empty where it names none that can be read.</summary>
    public IReadOnlyList<string> Licenses { get; init; } = [];

    /// <summary>Gets the folder or file that tells of it; null for Debian's, which are listed together.</summary>
    public string? Location { get; init; }

    /// <summary>Gets the Debian package that brought it; null where none did.</summary>
    public string? Owner { get; init; }

    /// <summary>Gets name and version as people write them: <c>curl 7.88.1</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{Name} {Version}";
}
