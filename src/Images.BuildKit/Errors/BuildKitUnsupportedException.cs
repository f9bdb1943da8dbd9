namespace Images.BuildKit.Errors;

/// <summary>The engine has BuildKit, but an older one without what was asked (a method, a subrequest, named contexts).</summary>
public sealed class BuildKitUnsupportedException : BuildKitException
{
    /// <summary>Makes an error that names what the engine lacks.</summary>
    public BuildKitUnsupportedException(string message, Exception? inner = null)
        : base(GrpcStatusCode.Unimplemented, message, inner) { }
}
