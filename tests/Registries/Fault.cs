namespace Images.EngineTests;

/// <summary>What a <see cref="FaultRelay"/> does to one request.</summary>
internal sealed record Fault
{
    /// <summary>Gets after how many bytes of its body the request is cut off, on both sides.</summary>
    public long? CutRequest { get; init; }

    /// <summary>Gets after how many bytes of its body the answer is cut off.</summary>
    public long? CutAnswer { get; init; }

    /// <summary>Gets what is answered instead of the registry.</summary>
    public int? Status { get; init; }

    /// <summary>Gets the body of what is answered instead of the registry.</summary>
    public string Body { get; init; } = "";

    /// <summary>Gets headers that are added to the answer, or that take the place of the registry's.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Gets whether the registry does what it was asked first.</summary>
    public bool IsDone { get; init; }

    /// <summary>Gets whether nothing is answered: the connection is closed.</summary>
    public bool IsSwallowed { get; init; }

    /// <summary>Gets whether nothing is ever answered: the connection stays.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Gets how long the request waits before it goes on.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets the host, with its port, that the answer's <c>Location</c> names.</summary>
    public string? LocationHost { get; init; }

    /// <summary>Answers instead of the registry.</summary>
    public static Fault Refuse(int status, params (string Name, string Value)[] headers) => new() { Status = status, Headers = headers };

    /// <summary>Lets the registry do it, and answers something else.</summary>
    public static Fault RefuseDone(int status) => new() { Status = status, IsDone = true };

    /// <summary>Lets the registry do it, and loses the answer.</summary>
    public static Fault Swallow { get; } = new() { IsDone = true, IsSwallowed = true };

    /// <summary>Takes the request and never answers.</summary>
    public static Fault Silence { get; } = new() { IsSilent = true };
}
