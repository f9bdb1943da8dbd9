using System.Text.Json.Serialization;

namespace Images.Testing.Inventory;

/// <summary>What installs and lists a package.</summary>
public enum PackageKind
{
    /// <summary>dpkg.</summary>
    [JsonStringEnumMemberName("deb")]
    Debian,

    /// <summary>pip and what else writes Python's core metadata.</summary>
    [JsonStringEnumMemberName("pypi")]
    Python,

    /// <summary>R.</summary>
    [JsonStringEnumMemberName("cran")]
    R,

    /// <summary>npm.</summary>
    [JsonStringEnumMemberName("npm")]
    Npm,
}

/// <summary>The words for kinds of packages.</summary>
public static class PackageKinds
{
    /// <summary>Gets the word for people: <c>dpkg</c>, <c>pip</c>, <c>R</c> or <c>npm</c>.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>One word.</returns>
    public static string Word(PackageKind kind) =>
        kind switch
        {
            PackageKind.Debian => "dpkg",
            PackageKind.Python => "pip",
            PackageKind.R => "R",
            _ => "npm",
        };

    /// <summary>Gets the type of the kind's package URLs: <c>deb</c>, <c>pypi</c>, <c>cran</c> or <c>npm</c>.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>A type of the package URL specification.</returns>
    public static string Type(PackageKind kind) =>
        kind switch
        {
            PackageKind.Debian => "deb",
            PackageKind.Python => "pypi",
            PackageKind.R => "cran",
            _ => "npm",
        };
}
