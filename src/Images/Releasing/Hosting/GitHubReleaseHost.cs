using System.Runtime.Serialization;
using Octokit;

namespace Images.Releasing.Hosting;

/// <summary>The releases of a repository on GitHub.</summary>
public sealed class GitHubReleaseHost : IReleaseHost, IDisposable
{
    private const int PageSize = 100;

    private readonly GitHubRepository repository;
    private readonly GitHubAttempts attempts;
    private readonly GitHubDownloads downloads;
    private readonly IReleasesClient releases;

    /// <summary>Prepares to ask; nothing is asked yet. A proxy is found in HTTPS_PROXY.</summary>
    /// <param name="site">Which GitHub, with the token.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="time">The clock.</param>
    /// <param name="notices">Told of waits that people notice.</param>
    public GitHubReleaseHost(GitHubSite site, GitHubRepository repository, TimeProvider time, IProgress<string> notices)
    {
        this.repository = repository;
        Name = $"{site}/{repository}";
        attempts = new GitHubAttempts(Name, time, notices);
        downloads = new GitHubDownloads(site);
        releases = site.Client().Repository.Release;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HostedRelease>> ListAsync(CancellationToken cancellationToken)
    {
        var all = await attempts.RunAsync(
            () => releases.GetAll(repository.Owner, repository.Name, new ApiOptions { PageSize = PageSize }),
            "listing the releases",
            lost: null,
            cancellationToken
        );
        return [.. all.Select(Read)];
    }

    /// <inheritdoc/>
    public Task<HostedRelease> CreateDraftAsync(ReleaseText text, CancellationToken cancellationToken)
    {
        var wanted = new NewRelease(text.Tag)
        {
            Name = text.Name,
            Body = text.Body,
            Draft = true,
            Prerelease = text.IsPrerelease,
            TargetCommitish = text.Commit,
        };
        return attempts.RunAsync(
            async () => Read(await releases.Create(repository.Owner, repository.Name, wanted)),
            $"making the draft of {text.Tag}",
            async () => (await ListAsync(cancellationToken)).FirstOrDefault(release => release.IsDraft && release.Tag == text.Tag),
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public Task<HostedRelease> ChangeTextAsync(HostedRelease release, ReleaseText text, CancellationToken cancellationToken) =>
        EditAsync(
            release,
            new ReleaseUpdate
            {
                TagName = text.Tag,
                TargetCommitish = text.Commit,
                Name = text.Name,
                Body = text.Body,
                Prerelease = text.IsPrerelease,
            },
            $"changing the text of {text.Tag}",
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<HostedRelease> PublishAsync(HostedRelease release, bool isLatest, CancellationToken cancellationToken) =>
        EditAsync(
            release,
            new ReleaseUpdate
            {
                TagName = release.Tag,
                Draft = false,
                MakeLatest = isLatest ? MakeLatestQualifier.True : MakeLatestQualifier.False,
            },
            $"publishing the release {release.Tag}",
            cancellationToken
        );

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HostedAsset>> AssetsAsync(HostedRelease release, CancellationToken cancellationToken)
    {
        var all = await attempts.RunAsync(
            () => releases.GetAllAssets(repository.Owner, repository.Name, release.Id, new ApiOptions { PageSize = PageSize }),
            $"listing the files of {release.Tag}",
            lost: null,
            cancellationToken
        );
        return [.. all.Select(Read)];
    }

    /// <inheritdoc/>
    public Task<byte[]> ReadAsync(HostedAsset asset, CancellationToken cancellationToken) =>
        attempts.RunAsync(() => downloads.ReadAsync(asset, cancellationToken), $"reading {asset.Name}", lost: null, cancellationToken);

    /// <inheritdoc/>
    public async Task UploadAsync(HostedRelease release, ReleaseFile file, CancellationToken cancellationToken)
    {
        var target = new Release(release.UploadAddress);
        await attempts.RunAsync<object>(SendAsync, $"sending {file.Name}", ThereAsync, cancellationToken);

        async Task<object> SendAsync()
        {
            try
            {
                return await SendOnceAsync();
            }
            catch (ApiValidationException error) when (error.ApiError.Errors?.Any(fault => fault.Code == "already_exists") == true)
            {
                return await ThereAsync() ?? await SendOnceAsync();
            }
        }

        async Task<object> SendOnceAsync()
        {
            using var content = new MemoryStream(file.Content, writable: false);
            return await releases.UploadAsset(
                target,
                new ReleaseAssetUpload(file.Name, file.ContentType, content, null),
                cancellationToken
            );
        }

        // An upload that was cut leaves a file that is in the way of the next.
        async Task<object?> ThereAsync()
        {
            foreach (var asset in (await AssetsAsync(release, cancellationToken)).Where(asset => asset.Name == file.Name))
            {
                if (asset.IsComplete && asset.Size == file.Content.Length)
                {
                    return asset;
                }

                await DeleteAsync(asset, cancellationToken);
            }

            return null;
        }
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(HostedAsset asset, CancellationToken cancellationToken) =>
        await attempts.RunAsync<object>(
            async () =>
            {
                try
                {
                    await releases.DeleteAsset(repository.Owner, repository.Name, asset.Id);
                }
                catch (NotFoundException)
                {
                    // That was the aim.
                }

                return asset;
            },
            $"deleting {asset.Name}",
            lost: null,
            cancellationToken
        );

    /// <inheritdoc/>
    public void Dispose() => downloads.Dispose();

    private Task<HostedRelease> EditAsync(HostedRelease release, ReleaseUpdate update, string what, CancellationToken cancellationToken) =>
        attempts.RunAsync(
            async () => Read(await releases.Edit(repository.Owner, repository.Name, release.Id, update)),
            what,
            lost: null,
            cancellationToken
        );

    // What is no JSON is no answer of GitHub's, but of something on the way to it.
    private static HostedRelease Read(Release? answer) =>
        answer is not { } release
            ? throw new SerializationException("the answer is not GitHub's")
            : new(
                release.Id,
                release.TagName,
                release.Name ?? "",
                release.Body ?? "",
                release.Draft,
                release.Prerelease,
                release.HtmlUrl ?? "",
                release.UploadUrl,
                [.. (release.Assets ?? []).Select(Read)]
            );

    private static HostedAsset Read(ReleaseAsset asset) => new(asset.Id, asset.Name, asset.Size, asset.State == "uploaded", asset.Url);
}
