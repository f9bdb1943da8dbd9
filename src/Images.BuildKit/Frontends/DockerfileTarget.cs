using Images.BuildKit.Errors;

namespace Images.BuildKit.Frontends;

/// <summary>A stage of a Dockerfile that can be built.</summary>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="IsDefault">It is built where no target is named.</param>
/// <param name="Description">The comment above its FROM; empty for none.</param>
/// <param name="Base">What it is FROM.</param>
/// <param name="Platform">The platform in its FROM; empty for none.</param>
/// <param name="Sources">Where it begins.</param>
public sealed record DockerfileTarget(
    string Name,
    bool IsDefault,
    string Description,
    string Base,
    string Platform,
    IReadOnlyList<SourceRange> Sources
);
