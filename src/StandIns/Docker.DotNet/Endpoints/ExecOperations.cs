using System.Net.Http.Json;
using System.Text;
using Docker.DotNet.Models;

namespace Docker.DotNet;

internal sealed class ExecOperations(ApiRequests requests) : IExecOperations
{
    public Task<ContainerExecCreateResponse> ExecCreateContainerAsync(
        string id,
        ContainerExecCreateParameters parameters,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(parameters);
        return requests.GetAsync(
            new ApiRequest(HttpMethod.Post, $"containers/{id}/exec")
            {
                Content = JsonContent.Create(parameters, EngineJson.Default.ContainerExecCreateParameters),
                Missing = Missing.Container,
            },
            EngineJson.Default.ContainerExecCreateResponse,
            cancellationToken
        );
    }

    public Task<ContainerExecInspectResponse> InspectContainerExecAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return requests.GetAsync(
            new ApiRequest(HttpMethod.Get, $"exec/{id}/json") { Missing = Missing.Container },
            EngineJson.Default.ContainerExecInspectResponse,
            cancellationToken
        );
    }

    public async Task<MultiplexedStream> StartAndAttachContainerExecAsync(
        string id,
        bool tty,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var body = $$"""{"Detach":false,"Tty":{{(tty ? "true" : "false")}}}""";
        var request = new ApiRequest(HttpMethod.Post, $"exec/{id}/start")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Missing = Missing.Container,
        };
        return new MultiplexedStream(await requests.GetStreamAsync(request, cancellationToken).ConfigureAwait(false), !tty);
    }
}
