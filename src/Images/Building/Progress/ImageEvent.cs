using Images.Planning;

namespace Images.Building;

/// <summary>Something that happened while the family is built. Events of one image come in order.</summary>
/// <param name="Image">Whose build.</param>
public abstract record ImageEvent(PlannedImage Image);

/// <summary>The image's build began.</summary>
/// <param name="Image">Whose build.</param>
public sealed record ImageStarted(PlannedImage Image) : ImageEvent(Image);

/// <summary>The image's build ended, or will not be tried.</summary>
/// <param name="Image">Whose build.</param>
/// <param name="Result">What became of it.</param>
public sealed record ImageFinished(PlannedImage Image, BuiltImage Result) : ImageEvent(Image);

/// <summary>A step began.</summary>
/// <param name="Image">Whose build.</param>
/// <param name="Step">Tells this build's steps apart.</param>
/// <param name="Name">Such as <c>[2/5] RUN make</c>, safe to print.</param>
public sealed record StepStarted(PlannedImage Image, string Step, string Name) : ImageEvent(Image)
{
    /// <summary>Gets when it began by the engine's clock; null where the engine does not say.</summary>
    public DateTimeOffset? Started { get; init; }
}

/// <summary>A step wrote one line.</summary>
/// <param name="Image">Whose build.</param>
/// <param name="Step">Which step.</param>
/// <param name="Line">Without its line end, safe to print.</param>
public sealed record StepOutput(PlannedImage Image, string Step, string Line) : ImageEvent(Image)
{
    /// <summary>Gets whether it was written to standard error.</summary>
    public bool IsError { get; init; }

    /// <summary>Gets when it was written by the engine's clock; null where the engine does not say.</summary>
    public DateTimeOffset? Written { get; init; }
}

/// <summary>A step moved bytes.</summary>
/// <param name="Image">Whose build.</param>
/// <param name="Step">Which step.</param>
/// <param name="What">Such as <c>transferring context:</c>.</param>
/// <param name="Current">Bytes so far.</param>
/// <param name="Total">Bytes in all; 0 when unknown.</param>
public sealed record StepTransferred(PlannedImage Image, string Step, string What, long Current, long Total) : ImageEvent(Image)
{
    /// <summary>Gets when this was so by the engine's clock; null where the engine does not say.</summary>
    public DateTimeOffset? Measured { get; init; }

    /// <summary>Gets when the transfer ended; null while it goes on.</summary>
    public DateTimeOffset? Completed { get; init; }
}

/// <summary>A step ended.</summary>
/// <param name="Image">Whose build.</param>
/// <param name="Step">Which step.</param>
/// <param name="Name">Such as <c>[2/5] RUN make</c>, safe to print.</param>
/// <param name="Cached">Taken from the cache.</param>
/// <param name="Error">One line when it failed, otherwise null.</param>
/// <param name="Duration">By the engine's clock.</param>
public sealed record StepFinished(PlannedImage Image, string Step, string Name, bool Cached, string? Error, TimeSpan Duration)
    : ImageEvent(Image)
{
    /// <summary>Gets when it ended by the engine's clock; null where the engine does not say.</summary>
    public DateTimeOffset? Completed { get; init; }
}

/// <summary>The engine has something to say that stops nothing.</summary>
/// <param name="Image">Whose build.</param>
/// <param name="Message">One line, safe to print.</param>
public sealed record ImageWarning(PlannedImage Image, string Message) : ImageEvent(Image);

/// <summary>Something worth knowing about the image's build, such as why it waits.</summary>
/// <param name="Image">Whose build.</param>
/// <param name="Message">One line, safe to print.</param>
public sealed record ImageNote(PlannedImage Image, string Message) : ImageEvent(Image);
