using Images.BuildKit.Errors;

namespace Images.BuildKit.Sessions;

/// <summary>How large a secret may be: what docker's own client allows.</summary>
internal static class SecretLimit
{
    public const int Bytes = 500 * 1024;

    public static BuildKitException Exceeded(string id) =>
        new(GrpcStatusCode.InvalidArgument, $"secret {id}: is longer than 500 KiB; mount a shorter one, or copy the data from a context");
}
