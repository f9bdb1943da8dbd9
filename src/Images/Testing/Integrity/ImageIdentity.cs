using Images.Definitions;

namespace Images.Testing.Integrity;

/// <summary>Which image a name means.</summary>
/// <param name="Repository">The name without its tag, such as <c>docker.io/acme/base</c>.</param>
/// <param name="Tag">The tag.</param>
/// <param name="Id">The engine's id of the image, <c>sha256:...</c>.</param>
public sealed record ImageIdentity(string Repository, string Tag, string Id)
{
    /// <summary>Gets where it is written; null: it is what an engine has.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>Gets the whole name, such as <c>docker.io/acme/base:bookworm</c>.</summary>
    public string Reference => $"{Repository}:{Tag}";
}
