using Images.Building;

namespace Images.Build.CommandLine;

/// <summary>The options of a build that say what of earlier work is used, and what is kept or attached for later.</summary>
internal static class CachingOptions
{
    public static Option Pull { get; } = new("pull", "Ask the registries for newer external bases") { Verbs = Verbs.Building };

    public static Option CacheFrom { get; } =
        new("cache-from", "Build cache to read, such as type=registry,ref=ghcr.io/acme/cache:{image}-{variant}")
        {
            Value = "SPEC",
            Repeatable = true,
            Separator = ' ',
            Problem = CacheSpec.Problem,
            Verbs = Verbs.Building,
        };

    public static Option CacheTo { get; } =
        new("cache-to", "Build cache to write, such as type=registry,ref=ghcr.io/acme/cache:{image}-{variant},mode=max")
        {
            Value = "SPEC",
            Repeatable = true,
            Separator = ' ',
            Problem = CacheSpec.ExportProblem,
            Verbs = Verbs.Building,
        };

    public static Option Provenance { get; } =
        new("provenance", "Attach a record of how each image was made (engines with the containerd store)")
        {
            Value = "MODE",
            Choices = ["min", "max"],
            Implied = "min",
            Verbs = Verbs.Building,
        };

    public static Option Sbom { get; } =
        new("sbom", "Attach a list of what is in each image, made by a scanner that the engine has or can pull")
        {
            Value = "IMAGE",
            Implied = "docker/buildkit-syft-scanner:stable-1",
            Verbs = Verbs.Building,
        };

    public static Option Resume { get; } =
        new("resume", "Go on where an interrupted run stopped: what it built is not built again") { Verbs = Verbs.Building };

    /// <summary>Gets them in the order of help.</summary>
    public static IReadOnlyList<Option> All { get; } = [Pull, CacheFrom, CacheTo, Provenance, Sbom, Resume];
}
