using Images.Registry.References;

namespace Images.Build.CommandLine;

/// <summary>The options of verbs that write to registries.</summary>
internal static class PublishingOptions
{
    public static Option Registry { get; } =
        new("registry", "Registry and prefix to publish to in place of the family's own, such as ghcr.io/acme")
        {
            Value = "PREFIX",
            Repeatable = true,
            Separator = ',',
            Problem = RegistryProblem,
            Default = "registries: of images/family.yaml",
            Verbs = ["publish"],
        };

    public static Option AllowOverwrite { get; } =
        new("allow-overwrite", "Take version tags and moving tags from images that are no variant of the same image, or a newer one")
        {
            Verbs = ["publish", "promote", "copy"],
            OnlyOnCommandLine = true,
        };

    private static string? RegistryProblem(string prefix) =>
        RegistryReference.TryParse($"{prefix.TrimEnd('/')}/image") is { Tag: "latest", Digest: null } && prefix.Length > 0
            ? null
            : $"'{prefix}' is no registry with a prefix; write it like ghcr.io/acme or registry.example:5000/team";
}
