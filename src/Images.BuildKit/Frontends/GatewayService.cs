using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Frontends;

/// <summary>The gateway of one open build, call by call.</summary>
internal sealed class GatewayService(GrpcChannel channel, string buildReference)
{
    private const string Service = "/moby.buildkit.v1.frontend.LLBBridge/";

    private readonly KeyValuePair<string, string> metadata = new("buildkit-controlapi-buildid", buildReference);

    /// <summary>Answers once the build is open, for which it waits.</summary>
    public Task<GatewayPingResponse> PingAsync(CancellationToken cancellationToken) =>
        channel.CallAsync(Service + "Ping", new GatewayPingRequest(), GatewayPingResponse.Parser, cancellationToken, metadata);

    public Task<GatewaySolveResponse> SolveAsync(GatewaySolveRequest request, CancellationToken cancellationToken) =>
        channel.CallAsync(Service + "Solve", request, GatewaySolveResponse.Parser, cancellationToken, metadata);

    /// <summary>Ends the build.</summary>
    public Task<GatewayReturnResponse> ReturnAsync(GatewayReturnRequest request, CancellationToken cancellationToken) =>
        channel.CallAsync(Service + "Return", request, GatewayReturnResponse.Parser, cancellationToken, metadata);
}
