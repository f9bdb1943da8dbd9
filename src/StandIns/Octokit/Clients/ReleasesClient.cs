using System.Globalization;

namespace Octokit;

internal sealed class ReleasesClient(ApiRequests requests) : IReleasesClient
{
    public Task<GeneratedReleaseNotes> GenerateReleaseNotes(string owner, string name, GenerateReleaseNotesRequest data)
    {
        var repository = Ensure.Repository(owner, name);
        ArgumentNullException.ThrowIfNull(data);
        return requests.SendAsync(
            HttpMethod.Post,
            $"{repository}/releases/generate-notes",
            Accept.Version,
            data.Json,
            GeneratedReleaseNotes.Read
        );
    }

    public Task<IReadOnlyList<Release>> GetAll(string owner, string name) => GetAll(owner, name, ApiOptions.None);

    public Task<IReadOnlyList<Release>> GetAll(string owner, string name, ApiOptions options) =>
        Pages.ReadAsync(requests, $"{Ensure.Repository(owner, name)}/releases", "", Accept.Version, options, Release.Read);

    public Task<Release> Get(string owner, string name, long id) =>
        requests.GetAsync(PathOf(owner, name, id), Accept.VersionJson, Release.Read);

    public Task<Release> Get(string owner, string name, string tag)
    {
        var repository = Ensure.Repository(owner, name);
        Ensure.NotEmpty(tag, nameof(tag));
        return requests.GetAsync($"{repository}/releases/tags/{tag}", Accept.VersionJson, Release.Read);
    }

    public Task<Release> GetLatest(string owner, string name) =>
        requests.GetAsync($"{Ensure.Repository(owner, name)}/releases/latest", Accept.VersionJson, Release.Read);

    public Task<Release> Create(string owner, string name, NewRelease data)
    {
        var repository = Ensure.Repository(owner, name);
        ArgumentNullException.ThrowIfNull(data);
        return requests.SendAsync(HttpMethod.Post, $"{repository}/releases", Accept.Version, data.Json, Release.Read);
    }

    public Task<Release> Edit(string owner, string name, long id, ReleaseUpdate data)
    {
        var path = PathOf(owner, name, id);
        ArgumentNullException.ThrowIfNull(data);
        return requests.SendAsync(HttpMethod.Patch, path, Accept.VersionJson, data.Json, Release.Read);
    }

    public Task Delete(string owner, string name, long id) => requests.DeleteAsync(PathOf(owner, name, id));

    public Task<IReadOnlyList<ReleaseAsset>> GetAllAssets(string owner, string name, long id) =>
        GetAllAssets(owner, name, id, ApiOptions.None);

    public Task<IReadOnlyList<ReleaseAsset>> GetAllAssets(string owner, string name, long id, ApiOptions options) =>
        Pages.ReadAsync(requests, PathOf(owner, name, id) + "/assets", "", Accept.Version, options, ReleaseAsset.Read);

    public Task<ReleaseAsset> GetAsset(string owner, string name, int assetId) =>
        requests.GetAsync(AssetPath(owner, name, assetId), Accept.VersionJson, ReleaseAsset.Read);

    public async Task<ReleaseAsset> UploadAsset(Release release, ReleaseAssetUpload data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(data);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (data.Timeout is { } limit)
        {
            timeout.CancelAfter(limit);
        }

        var target = release.UploadUrl.Replace("{?name,label}", "?name=" + Uri.EscapeDataString(data.FileName), StringComparison.Ordinal);
        var request = new ApiRequest(HttpMethod.Post, new Uri(target, UriKind.RelativeOrAbsolute), Accept.Version, () => ContentOf(data));
        return ApiJson.Read(await requests.SendAsync(request, timeout.Token).ConfigureAwait(false), ReleaseAsset.Read);
    }

    public Task<ReleaseAsset> EditAsset(string owner, string name, int assetId, ReleaseAssetUpdate data)
    {
        var path = AssetPath(owner, name, assetId);
        ArgumentNullException.ThrowIfNull(data);
        return requests.SendAsync(HttpMethod.Patch, path, Accept.VersionJson, data.Json, ReleaseAsset.Read);
    }

    public Task DeleteAsset(string owner, string name, int assetId) => requests.DeleteAsync(AssetPath(owner, name, assetId));

    private static string PathOf(string owner, string name, long id) =>
        string.Create(CultureInfo.InvariantCulture, $"{Ensure.Repository(owner, name)}/releases/{id}");

    private static string AssetPath(string owner, string name, int id) =>
        string.Create(CultureInfo.InvariantCulture, $"{Ensure.Repository(owner, name)}/releases/assets/{id}");

    private static StreamContent ContentOf(ReleaseAssetUpload data)
    {
        var content = new StreamContent(data.RawData);
        content.Headers.TryAddWithoutValidation("Content-Type", data.ContentType);
        return content;
    }
}
