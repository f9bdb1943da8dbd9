namespace Images.BuildKit.Errors;

/// <summary>
/// Anything that goes wrong between this library and an engine. The message is one line for a person;
/// <see cref="Code"/> is what the engine answered, or the nearest code where it never did.
/// </summary>
public class BuildKitException : Exception
{
    /// <summary>Makes an error of a code and a message.</summary>
    public BuildKitException(GrpcStatusCode code, string message, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
    }

    /// <summary>The gRPC status.</summary>
    public GrpcStatusCode Code { get; }
}
