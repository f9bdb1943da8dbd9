namespace Images.Planning;

/// <summary>Why an image has to be built: one input, and what became of it.</summary>
/// <param name="Kind">What kind of input.</param>
/// <param name="Name">Which one; null where the kind says all.</param>
/// <param name="Old">What it was; null where it is new.</param>
/// <param name="New">What it is; null where it is gone.</param>
public sealed record PlanReason(ReasonKind Kind, string? Name = null, string? Old = null, string? New = null)
{
    /// <summary>Gets the reason in words, one line, both values in full.</summary>
    public string Text =>
        Kind switch
        {
            ReasonKind.NeverBuilt => "never built",
            ReasonKind.NotPublished => "not published",
            ReasonKind.Unrecorded => "built by another version of this program, which did not record its inputs",
            ReasonKind.Forced => "forced",
            ReasonKind.NoCache => "built anew on purpose",
            ReasonKind.UnknownBase => $"base {Name} is not here yet, so nothing is known of it",
            ReasonKind.Parent when Old is null == New is null => $"parent {Name} rebuilt",
            ReasonKind.Parent => $"parent {Name} {Happened}",
            ReasonKind.Comments => $"dockerfile {Name}: comments changed",
            ReasonKind.Mode => $"file {Name} mode {Old} -> {New}",
            ReasonKind.File => $"file {Name} {Happened}",
            ReasonKind.Reproducible => New is null ? "reproducible no more" : "reproducible from now on",
            _ => $"{Word}{(Name is null ? "" : " " + Name)} {Change}",
        };

    /// <summary>Gets the word that names the kind.</summary>
    public string Word =>
        Kind switch
        {
            ReasonKind.NeverBuilt => "never-built",
            ReasonKind.NotPublished => "not-published",
            ReasonKind.NoCache => "no-cache",
            ReasonKind.UnknownBase => "unknown-base",
            _ => Kind.ToString().ToLowerInvariant(),
        };

    private string Happened =>
        (Old, New) switch
        {
            (null, _) => "added",
            (_, null) => "removed",
            _ => "changed",
        };

    private string Change =>
        (Old, New) switch
        {
            (null, _) => $"added: {New}",
            (_, null) => $"removed: {Old}",
            _ => $"{Old} -> {New}",
        };
}

/// <summary>The kinds of inputs that an image can have to be built for.</summary>
public enum ReasonKind
{
    /// <summary>There is no image of it.</summary>
    NeverBuilt,

    /// <summary>The registry has no image of it.</summary>
    NotPublished,

    /// <summary>There is one, and its inputs are not known.</summary>
    Unrecorded,

    /// <summary>The user wants it built whatever is there.</summary>
    Forced,

    /// <summary>The user wants every step run again.</summary>
    NoCache,

    /// <summary>It is due to be built with today's packages.</summary>
    Refresh,

    /// <summary>An external base is another image than before.</summary>
    Base,

    /// <summary>An external base has to be pulled or made before anything can be said.</summary>
    UnknownBase,

    /// <summary>An image of the family that it is built from.</summary>
    Parent,

    /// <summary>A build argument.</summary>
    Arg,

    /// <summary>A platform.</summary>
    Platform,

    /// <summary>An instruction of the Dockerfile.</summary>
    Dockerfile,

    /// <summary>The Dockerfile's comments and nothing else of it.</summary>
    Comments,

    /// <summary>The content of a file.</summary>
    File,

    /// <summary>The permissions of a file.</summary>
    Mode,

    /// <summary>What is attested of the image.</summary>
    Attestations,

    /// <summary>The commit that a reproducible image bears.</summary>
    Commit,

    /// <summary>Whether it is to be reproducible.</summary>
    Reproducible,
}
