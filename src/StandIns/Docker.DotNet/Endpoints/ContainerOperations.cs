using System.Net;
using System.Net.Http.Json;
using Docker.DotNet.Models;

namespace Docker.DotNet;

internal sealed class ContainerOperations(ApiRequests requests) : IContainerOperations
{
    public Task<CreateContainerResponse> CreateContainerAsync(
        CreateContainerParameters parameters,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return requests.GetAsync(
            new ApiRequest(HttpMethod.Post, "containers/create")
            {
                Query = new Query().Add("name", string.IsNullOrEmpty(parameters.Name) ? null : parameters.Name),
                Content = JsonContent.Create(parameters, EngineJson.Default.CreateContainerParameters),
                Missing = Missing.Image,
            },
            EngineJson.Default.CreateContainerResponse,
            cancellationToken
        );
    }

    public Task<ContainerInspectResponse> InspectContainerAsync(string id, CancellationToken cancellationToken = default) =>
        requests.GetAsync(Of(HttpMethod.Get, id, "/json"), EngineJson.Default.ContainerInspectResponse, cancellationToken);

    public async Task<bool> StartContainerAsync(
        string id,
        ContainerStartParameters parameters,
        CancellationToken cancellationToken = default
    )
    {
        var query = new Query().Add("detachKeys", parameters?.DetachKeys);
        return await requests.SendAsync(Of(HttpMethod.Post, id, "/start", query), cancellationToken).ConfigureAwait(false)
            != HttpStatusCode.NotModified;
    }

    public async Task<bool> StopContainerAsync(string id, ContainerStopParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = Of(HttpMethod.Post, id, "/stop", new Query().Add("t", parameters.WaitBeforeKillSeconds));
        var status = await requests.SendAsync(request with { Timeout = Timeout.InfiniteTimeSpan }, cancellationToken).ConfigureAwait(false);
        return status != HttpStatusCode.NotModified;
    }

    public Task KillContainerAsync(string id, ContainerKillParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return requests.SendAsync(Of(HttpMethod.Post, id, "/kill", new Query().Add("signal", parameters.Signal)), cancellationToken);
    }

    public Task RemoveContainerAsync(string id, ContainerRemoveParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query().Add("v", parameters.RemoveVolumes).Add("link", parameters.RemoveLinks).Add("force", parameters.Force);
        return requests.SendAsync(Of(HttpMethod.Delete, id, "", query), cancellationToken);
    }

    public Task<ContainerWaitResponse> WaitContainerAsync(string id, CancellationToken cancellationToken = default) =>
        requests.GetAsync(
            Of(HttpMethod.Post, id, "/wait") with
            {
                Timeout = Timeout.InfiniteTimeSpan,
            },
            EngineJson.Default.ContainerWaitResponse,
            cancellationToken
        );

    public async Task<MultiplexedStream> GetContainerLogsAsync(
        string id,
        bool tty,
        ContainerLogsParameters parameters,
        CancellationToken cancellationToken = default
    ) => new(await GetContainerLogsAsync(id, parameters, cancellationToken).ConfigureAwait(false), !tty);

    public Task<Stream> GetContainerLogsAsync(string id, ContainerLogsParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var query = new Query()
            .Add("stdout", parameters.ShowStdout)
            .Add("stderr", parameters.ShowStderr)
            .Add("since", parameters.Since)
            .Add("until", parameters.Until)
            .Add("timestamps", parameters.Timestamps)
            .Add("follow", parameters.Follow)
            .Add("tail", parameters.Tail);
        return requests.GetStreamAsync(Of(HttpMethod.Get, id, "/logs", query), cancellationToken);
    }

    public async Task GetContainerLogsAsync(
        string id,
        ContainerLogsParameters parameters,
        CancellationToken cancellationToken,
        IProgress<string> progress
    )
    {
        var stream = await GetContainerLogsAsync(id, parameters, cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            progress?.Report(line);
        }
    }

    private static ApiRequest Of(HttpMethod method, string id, string verb, Query query = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new ApiRequest(method, $"containers/{id}{verb}") { Query = query, Missing = Missing.Container };
    }
}
