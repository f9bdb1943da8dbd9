using Google.Protobuf;
using Images.BuildKit.Progress;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Builds;

/// <summary>
/// The result of an open build, from which other builds of the same client can start (<see cref="InputContext"/>) while that one
/// is not disposed. Nothing of it needs to be exported.
/// </summary>
public sealed class BuildInput
{
    private const string ConfigKey = "containerimage.config";

    private readonly ProgressTracker tracker;
    private readonly Func<bool> isClosed;

    internal BuildInput(GatewayResult result, object owner, ProgressTracker tracker, Func<bool> isClosed)
    {
        this.tracker = tracker;
        this.isClosed = isClosed;
        Owner = owner;
        Parts = result.Refs is { } map
            ?
            [
                .. map.Refs.Select(pair =>
                    PartOf($"::{pair.Key}", pair.Value, result.Metadata.GetValueOrDefault($"{ConfigKey}/{pair.Key}"))
                ),
            ]
            : [PartOf("", result.Ref, result.Metadata.GetValueOrDefault(ConfigKey))];
    }

    /// <summary>The result of each platform, or the only one.</summary>
    internal IReadOnlyList<BuildInputPart> Parts { get; }

    /// <summary>Whose build it is: no other engine knows it.</summary>
    internal object Owner { get; }

    /// <summary>The build is disposed, and with it the session that the result's files come from.</summary>
    internal bool IsClosed => isClosed();

    /// <summary>Whether a vertex belongs to this build or to what it started from.</summary>
    internal bool Knows(string digest) => tracker.NameOf(digest) is not null;

    private static BuildInputPart PartOf(string suffix, GatewayRef? reference, ByteString? config) =>
        new(suffix, reference?.Def ?? ByteString.Empty, config);
}

/// <summary>One platform of a result.</summary>
/// <param name="Suffix">What tells it from the others in a name, such as <c>::linux/arm64</c>; empty where there is only one.</param>
/// <param name="Definition">A pb.Definition, as it came.</param>
/// <param name="Config">The configuration of the image in JSON; null where the frontend made none.</param>
internal sealed record BuildInputPart(string Suffix, ByteString Definition, ByteString? Config);
