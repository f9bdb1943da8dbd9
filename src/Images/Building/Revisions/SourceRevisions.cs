using Images.Rendering;

namespace Images.Building.Revisions;

/// <summary>
/// Finds the commits that images are built from, as <c>git log -1</c> and <c>git status</c> tell them. Git is asked on first use,
/// and started once for all images.
/// </summary>
/// <param name="root">The family's root, absolute.</param>
public sealed class SourceRevisions(string root) : IAsyncDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private GitObjects? objects;
    private GitHistory? history;
    private Task<GitChanges?>? changes;

    /// <summary>Asks git before the first image does, beside other work.</summary>
    public void Begin() => _ = Task.Run(BeginAsync);

    /// <summary>Finds the revision of one image; many may be asked for at once.</summary>
    /// <param name="image">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The revision, or null outside a checkout, without git, or before the first commit of the inputs.</returns>
    public async Task<SourceRevision?> OfAsync(RenderedImage image, CancellationToken cancellationToken)
    {
        var paths = SourcePaths.Of(root, image);
        await one.WaitAsync(cancellationToken);
        try
        {
            AskGit();
            var commit = await history!.LastToTouchAsync(paths, cancellationToken);
            return commit is null || await changes!.WaitAsync(cancellationToken) is not { } changed
                ? null
                : new SourceRevision(changed.Touch(paths) ? commit.Id + "-dirty" : commit.Id, commit.Committed);
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await one.WaitAsync(CancellationToken.None);
        if (objects is not null)
        {
            await objects.DisposeAsync();
        }

        one.Dispose();
    }

    private async Task BeginAsync()
    {
        await one.WaitAsync(CancellationToken.None);
        try
        {
            AskGit();
        }
        finally
        {
            one.Release();
        }
    }

    private void AskGit()
    {
        changes ??= GitChanges.ReadAsync(root, CancellationToken.None);
        history ??= new GitHistory(objects ??= GitObjects.Open(root));
    }
}
