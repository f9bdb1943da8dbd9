using Images.Planning;
using Images.Rendering;

namespace Images.Building;

/// <summary>An image of a graph that is being built: its parents, and when its children may start.</summary>
internal sealed class GraphNode
{
    private readonly PlannedImage image;
    private readonly IReadOnlyList<GraphNode> parents;

    // Ends with what children can start from: null means the image once it is built.
    private readonly TaskCompletionSource<IStepsResult?> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The steps are held by this image until it is exported, and by each child until it is done.
    private int holders = 1;
    private Task<BuiltImage>? built;

    /// <summary>Initializes a new instance of the <see cref="GraphNode"/> class; all of a graph's are made before one is started.</summary>
    /// <param name="image">Which image.</param>
    /// <param name="parents">What it is built from.</param>
    public GraphNode(PlannedImage image, IReadOnlyList<GraphNode> parents)
    {
        this.image = image;
        this.parents = parents;
        foreach (var parent in parents)
        {
            parent.holders++;
            parent.HasChildren = true;
        }
    }

    /// <summary>Gets which image this is.</summary>
    public PlannedImage Image => image;

    /// <summary>Gets what becomes of it.</summary>
    public Task<BuiltImage> Built => built ?? throw new InvalidOperationException("not started");

    private bool HasChildren { get; set; }

    /// <summary>Starts the image's build; its parents were started before.</summary>
    /// <param name="build">Builds it.</param>
    public void Start(Func<GraphNode, Task<BuiltImage>> build) => built = FinishAsync(build);

    /// <summary>Waits until every parent can be started from.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A parent that was not built, or null when all can be started from.</returns>
    public async Task<BuiltImage?> ParentsReadyAsync(CancellationToken cancellationToken)
    {
        foreach (var parent in parents)
        {
            var steps = await parent.ready.Task.WaitAsync(cancellationToken);
            if (steps is null && await parent.Built.WaitAsync(cancellationToken) is { LocalName: null } missing)
            {
                return missing;
            }
        }

        return null;
    }

    /// <summary>What to tell the builder.</summary>
    /// <param name="references">The references by which images of the family name each other.</param>
    /// <returns>The image with its parents.</returns>
    public ImageBuild ToBuild(ImageReferences references) =>
        new(image, [.. parents.Select(parent => parent.ToParent(references))])
        {
            HasChildren = HasChildren,
            StepsDone = steps => ready.TrySetResult(steps),
        };

    private ParentImage ToParent(ImageReferences references) => new(references.Of(image.Rendered.Variant), image, Built, ready.Task.Result);

    private async Task<BuiltImage> FinishAsync(Func<GraphNode, Task<BuiltImage>> build)
    {
        try
        {
            return await build(this);
        }
        finally
        {
            ready.TrySetResult(null);
            foreach (var held in parents.Append(this))
            {
                await held.ReleaseAsync();
            }
        }
    }

    private async Task ReleaseAsync()
    {
        if (Interlocked.Decrement(ref holders) == 0 && await ready.Task is { } steps)
        {
            await steps.DisposeAsync();
        }
    }
}
