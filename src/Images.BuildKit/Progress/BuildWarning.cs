using Images.BuildKit.Errors;

namespace Images.BuildKit.Progress;

/// <summary>The engine, or the reading of the context, has something to say that stops nothing.</summary>
public sealed record BuildWarning(string Message) : BuildEvent
{
    /// <summary>The vertex; null where it concerns none.</summary>
    public string? Digest { get; init; }

    /// <summary>Longer explanations, a line each.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Where it is explained; null where it is not.</summary>
    public string? Url { get; init; }

    /// <summary>Where in the Dockerfile.</summary>
    public IReadOnlyList<SourceRange> Sources { get; init; } = [];
}
