using Images.BuildKit.Errors;

namespace Images.BuildKit.Frontends;

/// <summary>What a target of a Dockerfile takes from outside.</summary>
/// <param name="Target">The target's name; empty for the last stage where it has none.</param>
/// <param name="Description">The comment above its FROM; empty for none.</param>
/// <param name="Arguments">The ARGs that it uses, with the values they would have.</param>
/// <param name="Secrets">The secrets that its steps mount.</param>
/// <param name="SshAgents">The SSH agents that its steps mount.</param>
public sealed record DockerfileOutline(
    string Target,
    string Description,
    IReadOnlyList<OutlineArgument> Arguments,
    IReadOnlyList<OutlineMount> Secrets,
    IReadOnlyList<OutlineMount> SshAgents
);

/// <summary>An ARG of a target.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">The comment above it; empty for none.</param>
/// <param name="Value">The request's value or the default; empty for neither.</param>
/// <param name="Sources">Where it is declared.</param>
public sealed record OutlineArgument(string Name, string Description, string Value, IReadOnlyList<SourceRange> Sources);

/// <summary>Something that a RUN step mounts.</summary>
/// <param name="Id">Under which it is asked for.</param>
/// <param name="Required">The step fails without it.</param>
/// <param name="Sources">Where it is mounted.</param>
public sealed record OutlineMount(string Id, bool Required, IReadOnlyList<SourceRange> Sources);
