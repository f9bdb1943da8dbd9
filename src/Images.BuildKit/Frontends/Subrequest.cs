using Images.BuildKit.Builds;
using Images.BuildKit.Control;
using Images.BuildKit.Errors;
using Images.BuildKit.Gateway;
using Images.BuildKit.Grpc;
using Images.BuildKit.Sessions;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Frontends;

/// <summary>
/// A question to the Dockerfile frontend instead of a build. Only a build that is opened through the gateway hands the answer
/// back: a solve without frontend opens it, the gateway asks, and an empty result ends it.
/// </summary>
internal sealed class Subrequest(GrpcChannel channel, ControlService control)
{
    public const string Describe = "frontend.subrequests.describe";
    public const string Lint = "frontend.lint";
    public const string Outline = "frontend.outline";
    public const string Targets = "frontend.targets";

    /// <exception cref="BuildKitUnsupportedException">The frontend does not know the question, or the engine no gateway.</exception>
    public async Task<SubrequestResult> AskAsync(
        BuildRequest request,
        string subrequest,
        BuildSession session,
        CancellationToken cancellationToken
    )
    {
        var opening = new SolveRequest
        {
            Ref = Guid.NewGuid().ToString("N"),
            Session = session.Id,
            Internal = true,
        };
        await using var build = new GatewayBuild(channel, control, opening, CancellationToken.None);
        try
        {
            var solve = new GatewaySolveRequest
            {
                Frontend = FrontendAttributes.Frontend,
                AllowResultReturn = true,
                AllowResultArrayRef = true,
                FrontendOpt = { FrontendAttributes.Of(request) },
                FrontendInputs = { FrontendInputs.Of(request) },
            };
            solve.FrontendOpt["requestid"] = subrequest;
            solve.FrontendOpt["frontend.caps"] = "moby.buildkit.frontend.subrequests";
            var answer = await build.SolveAsync(solve, cancellationToken);
            await build.ReturnAsync(new GatewayResult(), cancellationToken);
            return ResultOf(answer, subrequest);
        }
        catch (GrpcStatusException e) when (MeansUnsupported(e, subrequest))
        {
            throw new BuildKitUnsupportedException($"the engine's frontend does not know {subrequest}", e);
        }
    }

    private static SubrequestResult ResultOf(GatewayResult answer, string subrequest)
    {
        var metadata = answer.Metadata;
        // An old frontend takes the question for a build.
        return metadata.Keys.Any(key => key.StartsWith("result.", StringComparison.Ordinal))
            ? new(metadata.ToDictionary(pair => pair.Key, pair => pair.Value.Memory, StringComparer.Ordinal))
            : throw new BuildKitUnsupportedException($"the engine's frontend does not know {subrequest}");
    }

    private static bool MeansUnsupported(GrpcStatusException error, string subrequest) =>
        error.Code == GrpcStatusCode.Unimplemented
        || error.Message.Contains($"unsupported request {subrequest}", StringComparison.Ordinal)
        || error.Message.Contains("unsupported frontend capability", StringComparison.Ordinal);
}
