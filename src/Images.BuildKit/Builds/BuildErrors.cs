using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Progress;

namespace Images.BuildKit.Builds;

/// <summary>Gives the error of a solve its meaning.</summary>
internal static class BuildErrors
{
    public static BuildKitException Of(GrpcStatusException error, ProgressTracker tracker)
    {
        if (
            error.Code == GrpcStatusCode.Unimplemented
            || error.Message.Contains("unsupported frontend capability", StringComparison.Ordinal)
        )
        {
            return new BuildKitUnsupportedException(error.Message, error);
        }

        var details = ErrorDetails.Parse(error.Details);
        var process = ProcessFailure.Parse(error.Message);
        return new BuildFailedException(error.Code, error.Message, error)
        {
            Vertex = VertexOf(details, tracker) ?? tracker.FailedWith(error.Message),
            Sources = details.Sources,
            ExitCode = process?.ExitCode,
            Command = process?.Command,
        };
    }

    private static FailedVertex? VertexOf(ErrorDetails details, ProgressTracker tracker) =>
        details.VertexDigest is { } digest ? new(digest, tracker.NameOf(digest) ?? "") : null;
}
