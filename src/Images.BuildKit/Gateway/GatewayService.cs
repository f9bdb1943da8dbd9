using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Gateway;

/// <summary>The gateway of one open build, call by call.</summary>
internal sealed class GatewayService(GrpcChannel channel, string buildReference)
{
    private const string Service = "/moby.buildkit.v1.frontend.LLBBridge/";

    private readonly KeyValuePair<string, string> metadata = new("buildkit-controlapi-buildid", buildReference);

    /// <summary>What the gateway can do. Answers once the build is open, for which it waits.</summary>
    public Task<GatewayPingResponse> PingAsync(CancellationToken cancellationToken) =>
        channel.CallAsync(Service + "Ping", new GatewayPingRequest(), GatewayPingResponse.Parser, cancellationToken, metadata);

    /// <summary>Runs a frontend and returns what it made.</summary>
    public Task<GatewaySolveResponse> SolveAsync(GatewaySolveRequest request, CancellationToken cancellationToken) =>
        channel.CallAsync(Service + "Solve", request, GatewaySolveResponse.Parser, cancellationToken, metadata);

    /// <summary>Asks about a path of a result, for which all its steps have to run.</summary>
    public Task<GatewayStatFileResponse> StatFileAsync(GatewayStatFileRequest request, CancellationToken cancellationToken) =>
        channel.CallAsync(Service + "StatFile", request, GatewayStatFileResponse.Parser, cancellationToken, metadata);

    /// <summary>Ends the build.</summary>
    public Task<GatewayReturnResponse> ReturnAsync(GatewayReturnRequest request, CancellationToken cancellationToken) =>
        channel.CallAsync(Service + "Return", request, GatewayReturnResponse.Parser, cancellationToken, metadata);
}
