using Images.BuildKit.Contexts;

namespace Images.BuildKit.Builds;

/// <summary>What a name in FROM or COPY --from stands for.</summary>
public abstract record NamedContext;

/// <summary>An image, by a reference that the engine or a registry has.</summary>
public sealed record ImageContext(string Reference) : NamedContext;

/// <summary>Files from here.</summary>
public sealed record LocalContext(IContextSource Source) : NamedContext;

/// <summary>Files that the engine fetches itself: a Git repository or a tarball.</summary>
public sealed record RemoteContext(string Url) : NamedContext;

/// <summary>
/// The result of a build that is still open, without exporting it first. Needs
/// <see cref="Control.EngineFeatures.HasNamedContexts"/>; an older engine is not even asked.
/// </summary>
public sealed record InputContext(BuildInput Input) : NamedContext;
