namespace Images.BuildKit.Errors;

/// <summary>A file of the build context cannot be sent as it is: unreadable, changed meanwhile, or with a name that is not UTF-8.</summary>
public sealed class BuildContextException : BuildKitException
{
    /// <summary>Makes an error of a path inside the context and what is wrong with it.</summary>
    public BuildContextException(string path, string problem, Exception? inner = null)
        : base(GrpcStatusCode.FailedPrecondition, $"{path}: {problem}", inner)
    {
        Path = path;
    }

    /// <summary>The path relative to the context, with '/'.</summary>
    public string Path { get; }
}
