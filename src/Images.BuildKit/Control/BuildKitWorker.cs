namespace Images.BuildKit.Control;

/// <summary>A worker of the engine: the place where steps run.</summary>
/// <param name="Id">The engine's identifier.</param>
/// <param name="Labels">Labels such as <c>org.mobyproject.buildkit.worker.snapshotter</c>.</param>
/// <param name="Platforms">Platforms it can run, its own first.</param>
public sealed record BuildKitWorker(string Id, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> Platforms);
