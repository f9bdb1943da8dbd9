namespace Images.BuildKit.Errors;

/// <summary>
/// There is no BuildKit behind the connection: nothing answers, or the engine refuses the upgrade to gRPC
/// (as engines with only the classic builder do). The caller may fall back to that builder.
/// </summary>
public sealed class BuildKitUnavailableException : BuildKitException
{
    /// <summary>Makes an error of the HTTP status of the refusal, or null where there was no answer.</summary>
    public BuildKitUnavailableException(string message, int? httpStatus = null, Exception? inner = null)
        : base(GrpcStatusCode.Unavailable, message, inner)
    {
        HttpStatus = httpStatus;
    }

    /// <summary>The HTTP status with which the upgrade was refused; null where nothing answered in HTTP.</summary>
    public int? HttpStatus { get; }
}
