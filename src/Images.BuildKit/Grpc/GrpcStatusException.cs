using Images.BuildKit.Errors;

namespace Images.BuildKit.Grpc;

/// <summary>A call ended with another status than OK: the form an error has inside this library, before it is given a meaning.</summary>
internal sealed class GrpcStatusException(GrpcStatusCode code, string message, string? details = null, Exception? inner = null)
    : BuildKitException(code, message, inner)
{
    /// <summary>The text of <c>grpc-status-details-bin</c>.</summary>
    public string? Details { get; } = details;
}
