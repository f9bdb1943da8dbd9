using Images.Releasing.Hosting;
using Images.Releasing.Listing;

namespace Images.Releasing;

/// <summary>
/// Makes a release: a draft first, then its files, then it is shown, so that nobody ever sees half of one. What is there already is
/// neither made nor sent again; cut anywhere, it goes on when it is run again.
/// </summary>
/// <param name="host">Where.</param>
/// <param name="notices">Told what is done.</param>
public sealed class Releaser(IReleaseHost host, IProgress<string> notices)
{
    /// <summary>Looks for a release.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the host has of it, and of all others.</returns>
    /// <exception cref="ReleaseHostException">The host cannot be asked.</exception>
    public async Task<ReleaseState> LookAsync(string tag, CancellationToken cancellationToken)
    {
        var all = await host.ListAsync(cancellationToken);
        var own = all.Where(release => release.Tag == tag).OrderBy(release => release.IsDraft).FirstOrDefault();
        var assets = own is null ? [] : await host.AssetsAsync(own, cancellationToken);
        var document = assets.FirstOrDefault(asset => asset is { Name: ReleasedFamily.FileName, IsComplete: true });
        return new ReleaseState(all, own, assets)
        {
            Family = document is null ? null : ReleasedFamily.TryRead(await host.ReadAsync(document, cancellationToken)),
        };
    }

    /// <summary>Makes the release, or what is missing of it.</summary>
    /// <param name="state">What the host has.</param>
    /// <param name="content">What it is to have.</param>
    /// <param name="keepsDraft">Whether it stays a draft.</param>
    /// <param name="cancellationToken">Gives up between two requests; what is done stays done.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ReleaseHostException">Something is refused, or the host cannot be asked.</exception>
    public async Task<ReleaseOutcome> RunAsync(
        ReleaseState state,
        ReleaseContent content,
        bool keepsDraft,
        CancellationToken cancellationToken
    )
    {
        var text = content.Text;
        var release = state.Release;
        var done = new List<string>();
        if (release is null)
        {
            release = await host.CreateDraftAsync(text, cancellationToken);
            Tell($"made the draft of {text.Tag}");
        }
        // Who has changed the text of a release that brings the same images meant it.
        else if (
            !IsSameFamily(state, content)
            && (release.Body != text.Body || release.Name != text.Name || release.IsPrerelease != text.IsPrerelease)
        )
        {
            release = await host.ChangeTextAsync(release, text, cancellationToken);
            Tell($"brought the text of {text.Tag} up to date");
        }

        foreach (var line in await new AssetUpload(host).RunAsync(release, state.Assets, content.AllFiles, cancellationToken))
        {
            Tell(line);
        }

        if (release.IsDraft && !keepsDraft)
        {
            var others = state.All.Where(other => other is { IsDraft: false, IsPrerelease: false } && other.Id != release.Id);
            var isLatest = !text.IsPrerelease && ReleaseVersion.IsLatest(text.Tag, others.Select(other => other.Tag));
            release = await host.PublishAsync(release, isLatest, cancellationToken);
            Tell($"published {text.Tag}{(text.IsPrerelease ? " as a pre-release" : isLatest ? " as the latest release" : "")}");
        }

        return new ReleaseOutcome(release, done);

        void Tell(string line)
        {
            done.Add(line);
            notices.Report(line);
        }
    }

    /// <summary>Says whether a release brings other images than it did: one that the public has seen should not.</summary>
    /// <param name="state">What the host has.</param>
    /// <param name="content">What it is to have.</param>
    /// <returns>True when it would change under its readers' eyes.</returns>
    public static bool WouldChangePublished(ReleaseState state, ReleaseContent content) =>
        state is { Release.IsDraft: false, Family: not null } && !IsSameFamily(state, content);

    private static bool IsSameFamily(ReleaseState state, ReleaseContent content) =>
        state.Family is { } there && there.ToBytes().AsSpan().SequenceEqual(content.Family.ToBytes());
}

/// <summary>What a host has of a release.</summary>
/// <param name="All">Every release, drafts included.</param>
/// <param name="Release">The release; null where there is none.</param>
/// <param name="Assets">Its files.</param>
public sealed record ReleaseState(IReadOnlyList<HostedRelease> All, HostedRelease? Release, IReadOnlyList<HostedAsset> Assets)
{
    /// <summary>Gets what the release brings; null where that file is not there yet.</summary>
    public ReleasedFamily? Family { get; init; }
}

/// <summary>What came of releasing.</summary>
/// <param name="Release">The release.</param>
/// <param name="Done">What was done, one line each; nothing where all was there.</param>
public sealed record ReleaseOutcome(HostedRelease Release, IReadOnlyList<string> Done);
