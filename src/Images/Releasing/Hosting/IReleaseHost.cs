namespace Images.Releasing.Hosting;

/// <summary>Where releases are shown to the public, and where their files lie. A call that succeeds has happened; one that was cut may have.</summary>
public interface IReleaseHost
{
    /// <summary>Gets the repository as errors name it, such as <c>github.com/acme/images</c>.</summary>
    string Name { get; }

    /// <summary>Lists every release, drafts included.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>In the host's order, the newest first.</returns>
    /// <exception cref="ReleaseHostException">The host cannot be asked.</exception>
    Task<IReadOnlyList<HostedRelease>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Makes a draft, which nobody sees but those who may write.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The draft.</returns>
    /// <exception cref="ReleaseHostException">It is refused, or the host cannot be asked.</exception>
    Task<HostedRelease> CreateDraftAsync(ReleaseText text, CancellationToken cancellationToken);

    /// <summary>Changes what a release says; a draft stays one.</summary>
    /// <param name="release">The release.</param>
    /// <param name="text">What it says from now on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The release.</returns>
    /// <exception cref="ReleaseHostException">It is refused, or the host cannot be asked.</exception>
    Task<HostedRelease> ChangeTextAsync(HostedRelease release, ReleaseText text, CancellationToken cancellationToken);

    /// <summary>Shows a draft to the public; the host makes its tag where there is none.</summary>
    /// <param name="release">The draft.</param>
    /// <param name="isLatest">Whether it is the one that visitors are led to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The release.</returns>
    /// <exception cref="ReleaseHostException">It is refused, or the host cannot be asked.</exception>
    Task<HostedRelease> PublishAsync(HostedRelease release, bool isLatest, CancellationToken cancellationToken);

    /// <summary>Lists the files of a release, those whose upload was cut among them.</summary>
    /// <param name="release">The release.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ReleaseHostException">The host cannot be asked.</exception>
    Task<IReadOnlyList<HostedAsset>> AssetsAsync(HostedRelease release, CancellationToken cancellationToken);

    /// <summary>Reads a file.</summary>
    /// <param name="asset">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its content.</returns>
    /// <exception cref="ReleaseHostException">The host does not give it.</exception>
    Task<byte[]> ReadAsync(HostedAsset asset, CancellationToken cancellationToken);

    /// <summary>Adds a file to a release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="file">The file; the release has none of its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the host has all of it.</returns>
    /// <exception cref="ReleaseHostException">It is refused, or the host cannot be asked.</exception>
    Task UploadAsync(HostedRelease release, ReleaseFile file, CancellationToken cancellationToken);

    /// <summary>Takes a file away; no error when it is gone.</summary>
    /// <param name="asset">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When done.</returns>
    /// <exception cref="ReleaseHostException">It is refused, or the host cannot be asked.</exception>
    Task DeleteAsync(HostedAsset asset, CancellationToken cancellationToken);
}
