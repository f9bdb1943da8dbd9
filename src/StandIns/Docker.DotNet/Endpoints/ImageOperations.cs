using System.Net.Http.Headers;
using Docker.DotNet.Models;

namespace Docker.DotNet;

internal sealed class ImageOperations(ApiRequests requests) : IImageOperations
{
    public Task<IList<ImagesListResponse>> ListImagesAsync(ImagesListParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query().Add("all", parameters.All).AddFilters(parameters.Filters);
        return requests.GetAsync(
            new ApiRequest(HttpMethod.Get, "images/json") { Query = query },
            EngineJson.Default.IListImagesListResponse,
            cancellationToken
        );
    }

    public Task<ImageInspectResponse> InspectImageAsync(string name, CancellationToken cancellationToken = default) =>
        requests.GetAsync(Of(HttpMethod.Get, name, "/json"), EngineJson.Default.ImageInspectResponse, cancellationToken);

    public Task<IList<ImageHistoryResponse>> GetImageHistoryAsync(string name, CancellationToken cancellationToken = default) =>
        requests.GetAsync(Of(HttpMethod.Get, name, "/history"), EngineJson.Default.IListImageHistoryResponse, cancellationToken);

    public Task TagImageAsync(string name, ImageTagParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query().Add("repo", parameters.RepositoryName).Add("tag", parameters.Tag).Add("force", parameters.Force);
        return requests.SendAsync(Of(HttpMethod.Post, name, "/tag", query), cancellationToken);
    }

    public Task<IList<IDictionary<string, string>>> DeleteImageAsync(
        string name,
        ImageDeleteParameters parameters,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query().Add("force", parameters.Force).Add("noprune", parameters.NoPrune);
        return requests.GetAsync(
            Of(HttpMethod.Delete, name, "", query),
            EngineJson.Default.IListIDictionaryStringString,
            cancellationToken
        );
    }

    public Task<ImagesPruneResponse> PruneImagesAsync(
        ImagesPruneParameters parameters = null,
        CancellationToken cancellationToken = default
    ) =>
        requests.GetAsync(
            new ApiRequest(HttpMethod.Post, "images/prune") { Query = new Query().AddFilters(parameters?.Filters) },
            EngineJson.Default.ImagesPruneResponse,
            cancellationToken
        );

    public Task<Stream> SaveImageAsync(string name, CancellationToken cancellationToken = default) =>
        requests.GetStreamAsync(new ApiRequest(HttpMethod.Get, "images/get") { Query = new Query().Add("names", name) }, cancellationToken);

    public Task LoadImageAsync(
        ImageLoadParameters parameters,
        Stream imageStream,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(imageStream);
        var request = new ApiRequest(HttpMethod.Post, "images/load")
        {
            Query = new Query().Add("quiet", (bool?)parameters.Quiet),
            Content = Tar(imageStream),
        };
        return MonitorAsync(request, progress, cancellationToken);
    }

    public Task PushImageAsync(
        string name,
        ImagePushParameters parameters,
        AuthConfig authConfig,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(parameters);
        var request = new ApiRequest(HttpMethod.Post, $"images/{name}/push")
        {
            Query = new Query().Add("tag", parameters.Tag),
            Headers = [RegistryHeaders.Auth(authConfig)],
        };
        return MonitorAsync(request, progress, cancellationToken);
    }

    public Task CreateImageAsync(
        ImagesCreateParameters parameters,
        AuthConfig authConfig,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default
    ) => CreateImageAsync(parameters, null, authConfig, null, progress, cancellationToken);

    public Task CreateImageAsync(
        ImagesCreateParameters parameters,
        AuthConfig authConfig,
        IDictionary<string, string> headers,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default
    ) => CreateImageAsync(parameters, null, authConfig, headers, progress, cancellationToken);

    public Task CreateImageAsync(
        ImagesCreateParameters parameters,
        Stream imageStream,
        AuthConfig authConfig,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default
    ) => CreateImageAsync(parameters, imageStream, authConfig, null, progress, cancellationToken);

    public Task CreateImageAsync(
        ImagesCreateParameters parameters,
        Stream imageStream,
        AuthConfig authConfig,
        IDictionary<string, string> headers,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query()
            .Add("fromImage", parameters.FromImage)
            .Add("fromSrc", imageStream is null ? null : "-")
            .Add("tag", parameters.Tag)
            .Add("platform", parameters.Platform);
        var request = new ApiRequest(HttpMethod.Post, "images/create")
        {
            Query = query,
            Content = imageStream is null ? null : Tar(imageStream),
            Headers = [RegistryHeaders.Auth(authConfig), .. headers ?? new Dictionary<string, string>()],
        };
        return MonitorAsync(request, progress, cancellationToken);
    }

    public Task BuildImageFromDockerfileAsync(
        ImageBuildParameters parameters,
        Stream contents,
        IEnumerable<AuthConfig> authConfigs,
        IDictionary<string, string> headers,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken = default
    ) => MonitorAsync(Build(parameters, contents, authConfigs, headers), progress, cancellationToken);

    public Task<Stream> BuildImageFromDockerfileAsync(
        Stream contents,
        ImageBuildParameters parameters,
        CancellationToken cancellationToken = default
    ) => requests.GetStreamAsync(Build(parameters, contents, null, null), cancellationToken);

    private static ApiRequest Build(
        ImageBuildParameters parameters,
        Stream contents,
        IEnumerable<AuthConfig> authConfigs,
        IDictionary<string, string> headers
    )
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(contents);
        var query = new Query()
            .AddEach("t", parameters.Tags)
            .AddEach("extrahosts", parameters.ExtraHosts)
            .Add("dockerfile", parameters.Dockerfile)
            .Add("target", parameters.Target)
            .Add("platform", parameters.Platform)
            .Add("pull", parameters.Pull)
            .Add("outputs", parameters.Outputs)
            .Add("networkmode", parameters.NetworkMode)
            .Add("nocache", parameters.NoCache)
            .Add("rm", parameters.Remove)
            .Add("forcerm", parameters.ForceRemove)
            .Add("squash", parameters.Squash)
            .Add("memory", parameters.Memory)
            .Add("shmsize", parameters.ShmSize)
            .AddMap("buildargs", parameters.BuildArgs)
            .AddMap("labels", parameters.Labels)
            .AddList("cachefrom", parameters.CacheFrom);
        return new ApiRequest(HttpMethod.Post, "build")
        {
            Query = query,
            Content = Tar(contents),
            Headers = [RegistryHeaders.Config(authConfigs), .. headers ?? new Dictionary<string, string>()],
        };
    }

    private static ApiRequest Of(HttpMethod method, string name, string verb, Query query = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ApiRequest(method, $"images/{name}{verb}") { Query = query, Missing = Missing.Image };
    }

    private static StreamContent Tar(Stream stream)
    {
        var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        return content;
    }

    private Task MonitorAsync(ApiRequest request, IProgress<JSONMessage> progress, CancellationToken cancellationToken) =>
        requests.MonitorAsync(request, EngineJson.Default.JSONMessage, progress, cancellationToken);
}
