using Images.Definitions;
using Images.Registry.References;

namespace Images.Build.CommandLine;

/// <summary>The options of verbs that write to registries.</summary>
internal static class PublishingOptions
{
    /// <summary>The value of <see cref="Attach"/> for a bill of materials.</summary>
    public const string Sbom = "sbom";

    /// <summary>The value of <see cref="Attach"/> for a record of the build.</summary>
    public const string HowMade = "provenance";

    public static Option Registry { get; } =
        new(
            "registry",
            "Registry and prefix to publish to, to clean, or to ask with --against, in place of the family's own, such as ghcr.io/acme"
        )
        {
            Value = "PREFIX",
            Repeatable = true,
            Separator = ',',
            Problem = RegistryProblem,
            Default = "registries: of images/family.yaml",
            Verbs = [.. Verbs.Building, "plan", "matrix", "release", "readme", "clean"],
        };

    public static Option AllowOverwrite { get; } =
        new("allow-overwrite", "Take version tags and moving tags from images that are no variant of the same image, or a newer one")
        {
            Verbs = ["publish", "promote", "copy", "release", "clean"],
            OnlyOnCommandLine = true,
        };

    public static Option Attach { get; } =
        new("attach", "Attach to each image that is published what is in it (sbom), how it was made (provenance), or both: sbom,provenance")
        {
            Value = "KIND",
            Repeatable = true,
            Separator = ',',
            Problem = AttachProblem,
            Default = "nothing",
            Verbs = ["publish"],
        };

    public static Option Sign { get; } =
        new("sign", "Private key that signs each image that is published, for cosign verify; COSIGN_PASSWORD decrypts it")
        {
            Value = "KEYFILE",
            Default = "nothing is signed",
            Verbs = ["publish"],
        };

    /// <summary>Gets them in the order of help.</summary>
    public static IReadOnlyList<Option> All { get; } = [Registry, AllowOverwrite, Attach, Sign];

    /// <summary>Splits what one value of <see cref="Attach"/> says.</summary>
    /// <param name="text">Such as <c>sbom,provenance</c>.</param>
    /// <returns>The kinds.</returns>
    public static IReadOnlyList<string> Kinds(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? AttachProblem(string text) =>
        Kinds(text).Where(kind => kind is not (Sbom or HowMade)).Take(1).ToList() is [var unknown]
            ? $"'{unknown}' is none of {Sbom}, {HowMade}{NearNames.Hint(unknown, [Sbom, HowMade])}"
            : null;

    private static string? RegistryProblem(string prefix) =>
        RegistryReference.TryParse($"{prefix.TrimEnd('/')}/image") is { Tag: "latest", Digest: null } && prefix.Length > 0
            ? null
            : $"'{prefix}' is no registry with a prefix; write it like ghcr.io/acme or registry.example:5000/team";
}
