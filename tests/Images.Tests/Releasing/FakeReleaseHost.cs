using Images.Releasing;
using Images.Releasing.Hosting;

namespace Images.Tests.Releasing;

/// <summary>Keeps releases in memory, and fails one request: before it is done, in its middle, or when its answer is on its way.</summary>
internal sealed class FakeReleaseHost : IReleaseHost
{
    private readonly Dictionary<long, (HostedRelease Release, List<(HostedAsset Asset, byte[] Content)> Files)> releases = [];
    private int last;

    public string Name => "github.test/acme/images";

    /// <summary>Gets how many requests came.</summary>
    public int Requests { get; private set; }

    /// <summary>Gets what was changed, in order.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>Gets or sets the number of the request that fails, from 1 on; 0 for none.</summary>
    public int FailsAt { get; set; }

    /// <summary>Gets or sets whether the failing request is done all the same.</summary>
    public bool IsDoneAllTheSame { get; set; }

    /// <summary>Gets or sets the release that the public is led to.</summary>
    public string? Latest { get; set; }

    public IEnumerable<HostedRelease> Releases => releases.Values.Select(entry => entry.Release);

    public IReadOnlyDictionary<string, byte[]> FilesOf(string tag) =>
        releases.Values.Single(entry => entry.Release.Tag == tag).Files.ToDictionary(file => file.Asset.Name, file => file.Content);

    public void StartOver()
    {
        Requests = 0;
        FailsAt = 0;
        Changes.Clear();
    }

    public void LeaveCutUpload(string tag, string name)
    {
        var (_, files) = releases.Values.Single(entry => entry.Release.Tag == tag);
        files.RemoveAll(file => file.Asset.Name == name);
        files.Add((new HostedAsset(++last, name, 0, IsComplete: false, $"asset/{last}"), []));
    }

    public Task<IReadOnlyList<HostedRelease>> ListAsync(CancellationToken cancellationToken) =>
        Run<IReadOnlyList<HostedRelease>>(null, () => [.. releases.Values.Select(entry => WithAssets(entry.Release))]);

    public Task<HostedRelease> CreateDraftAsync(ReleaseText text, CancellationToken cancellationToken) =>
        Run(
            $"draft {text.Tag}",
            () =>
            {
                var release = new HostedRelease(++last, text.Tag, text.Name, text.Body, true, text.IsPrerelease, "", "upload", []);
                releases[last] = (release, []);
                return release;
            }
        );

    public Task<HostedRelease> ChangeTextAsync(HostedRelease release, ReleaseText text, CancellationToken cancellationToken) =>
        Run(
            $"text {text.Tag}",
            () => Change(release, old => old with { Name = text.Name, Body = text.Body, IsPrerelease = text.IsPrerelease })
        );

    public Task<HostedRelease> PublishAsync(HostedRelease release, bool isLatest, CancellationToken cancellationToken) =>
        Run(
            $"publish {release.Tag}",
            () =>
            {
                Assert.Contains(ReleaseContent.Checksums, FilesOf(release.Tag).Keys);
                Assert.All(releases[release.Id].Files, file => Assert.True(file.Asset.IsComplete));
                Latest = isLatest ? release.Tag : Latest;
                return Change(release, old => old with { IsDraft = false });
            }
        );

    public Task<IReadOnlyList<HostedAsset>> AssetsAsync(HostedRelease release, CancellationToken cancellationToken) =>
        Run<IReadOnlyList<HostedAsset>>(null, () => [.. releases[release.Id].Files.Select(file => file.Asset)]);

    public Task<byte[]> ReadAsync(HostedAsset asset, CancellationToken cancellationToken) =>
        Run(null, () => releases.Values.SelectMany(entry => entry.Files).Single(file => file.Asset.Id == asset.Id).Content);

    public Task UploadAsync(HostedRelease release, ReleaseFile file, CancellationToken cancellationToken) =>
        Run(
            $"upload {file.Name}",
            () =>
            {
                var files = releases[release.Id].Files;
                Assert.DoesNotContain(files, other => other.Asset.Name == file.Name);
                files.Add((new HostedAsset(++last, file.Name, file.Content.Length, true, $"asset/{last}"), file.Content));
                return true;
            },
            () => releases[release.Id].Files.Add((new HostedAsset(++last, file.Name, 0, false, $"asset/{last}"), []))
        );

    public Task DeleteAsync(HostedAsset asset, CancellationToken cancellationToken) =>
        Run($"delete {asset.Name}", () => releases.Values.Sum(entry => entry.Files.RemoveAll(file => file.Asset.Id == asset.Id)));

    private HostedRelease WithAssets(HostedRelease release) =>
        release with
        {
            Assets = [.. releases[release.Id].Files.Select(file => file.Asset)],
        };

    private HostedRelease Change(HostedRelease release, Func<HostedRelease, HostedRelease> change)
    {
        var entry = releases[release.Id];
        releases[release.Id] = (change(entry.Release), entry.Files);
        return releases[release.Id].Release;
    }

    private Task<T> Run<T>(string? change, Func<T> request, Action? half = null)
    {
        if (++Requests == FailsAt)
        {
            if (IsDoneAllTheSame)
            {
                request();
            }
            else
            {
                half?.Invoke();
            }

            throw new ReleaseHostException("cut");
        }

        if (change is not null)
        {
            Changes.Add(change);
        }

        return Task.FromResult(request());
    }
}
