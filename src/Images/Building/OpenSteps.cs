using Images.BuildKit.Builds;

namespace Images.Building;

/// <summary>The steps of an image that are open on an engine with BuildKit.</summary>
/// <param name="Build">The open build.</param>
internal sealed record OpenSteps(OpenBuild Build) : IStepsResult
{
    /// <summary>Finds the parents of an image that need no export.</summary>
    /// <param name="build">The image.</param>
    /// <returns>What their references in the Dockerfile stand for.</returns>
    public static IReadOnlyDictionary<string, NamedContext> Of(ImageBuild build)
    {
        var inputs = new Dictionary<string, NamedContext>(StringComparer.Ordinal);
        foreach (var parent in build.Parents)
        {
            if (parent.Steps is OpenSteps open)
            {
                inputs[parent.Reference] = new InputContext(open.Build.Input);
            }
        }

        return inputs;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Build.DisposeAsync();
}
