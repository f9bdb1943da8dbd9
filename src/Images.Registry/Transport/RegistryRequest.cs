using Images.Registry.References;

namespace Images.Registry.Transport;

/// <summary>One request to a registry; it may be sent several times.</summary>
/// <param name="Reference">What it is about, for its host, its repository and for messages.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">What follows the repository in the API, such as <c>manifests/latest</c>, or an absolute path of the registry.</param>
internal sealed record RegistryRequest(RegistryReference Reference, HttpMethod Method, string Path)
{
    /// <summary>What is done in a repository by who reads.</summary>
    public const string Pull = "pull";

    /// <summary>What is done in a repository by who writes.</summary>
    public const string Push = "pull,push";

    /// <summary>Gets where the registry said that it goes on; null: it is the path. It is shown no login unless it is the registry's own.</summary>
    public Uri? Address { get; init; }

    /// <summary>Gets what is done in the repository, as tokens name it: <c>pull</c>, <c>pull,push</c> or <c>delete,pull</c>.</summary>
    public string Actions { get; init; } = Pull;

    /// <summary>Gets another repository of the registry that is read; null: none.</summary>
    public string? AlsoPulls { get; init; }

    /// <summary>Gets the media types that are understood; empty for any.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>Gets from which byte on content is wanted; 0: all.</summary>
    public long From { get; init; }

    /// <summary>Gets what makes the body, once for each time that it is sent, given what to call when it moves on, with how much longer the answer may take from then on; null: there is none.</summary>
    public Func<Action<TimeSpan>, HttpContent>? Content { get; init; }

    /// <summary>Gets whether it asks if something is there, so that 404 is an answer and no error.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>Gets whether its body is a blob, and may take its time.</summary>
    public bool IsTransfer { get; init; }

    /// <summary>Gets how much longer than others the answer may take, for what the registry has to compute.</summary>
    public TimeSpan Allowance { get; init; }

    /// <summary>Gets the scopes of its token (distribution's token authentication specification).</summary>
    public IReadOnlyList<string> Scopes =>
        AlsoPulls is null || AlsoPulls == Reference.Repository
            ? [$"repository:{Reference.Repository}:{Actions}"]
            : [$"repository:{Reference.Repository}:{Actions}", $"repository:{AlsoPulls}:{Pull}"];
}
