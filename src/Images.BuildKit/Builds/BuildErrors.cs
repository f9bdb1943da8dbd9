using System.Runtime.ExceptionServices;
using Images.BuildKit.Errors;
using Images.BuildKit.Grpc;
using Images.BuildKit.Progress;
using Images.Registry.Errors;
using Microsoft.AspNetCore.Connections;

namespace Images.BuildKit.Builds;

/// <summary>Gives the error of a solve its meaning.</summary>
internal static class BuildErrors
{
    /// <param name="error">What the engine answered.</param>
    /// <param name="tracker">What the build told.</param>
    /// <param name="fault">What went wrong in its session: the engine's words only repeat it.</param>
    public static BuildKitException Of(GrpcStatusException error, ProgressTracker tracker, Exception? fault = null)
    {
        if (fault is BuildKitException ours)
        {
            ExceptionDispatchInfo.Throw(ours);
        }

        return fault is RegistryException registry ? new BuildKitException(GrpcStatusCode.FailedPrecondition, registry.Message, registry)
            : IsBroken(fault) ? new BuildKitUnavailableException($"the session with the engine broke: {fault?.Message}", null, fault)
            : fault is not null ? new BuildKitException(GrpcStatusCode.Internal, $"the session failed: {fault.Message}", fault)
            : MeansUnsupported(error) ? new BuildKitUnsupportedException(error.Message, error)
            : MeansBroken(error) ? new BuildKitUnavailableException(error.Message, null, error)
            : Failed(error, tracker);
    }

    private static BuildFailedException Failed(GrpcStatusException error, ProgressTracker tracker)
    {
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

    private static bool MeansUnsupported(GrpcStatusException error) =>
        error.Code == GrpcStatusCode.Unimplemented || error.Message.Contains("unsupported frontend capability", StringComparison.Ordinal);

    /// <summary>The engine is gone, or its connection; nothing of ours failed.</summary>
    private static bool IsBroken(Exception? fault) =>
        fault is ConnectionAbortedException or ConnectionResetException || (fault is not null && IsBroken(fault.InnerException));

    /// <summary>The answer broke off, or the session did, and the engine missed it.</summary>
    private static bool MeansBroken(GrpcStatusException error) =>
        error.Code == GrpcStatusCode.Unavailable || error.Message.Contains("no active session", StringComparison.Ordinal);

    private static FailedVertex? VertexOf(ErrorDetails details, ProgressTracker tracker) =>
        details.VertexDigest is { } digest ? new(digest, tracker.NameOf(digest) ?? "") : null;
}
