using Images.Registry.References;

namespace Images.Registry.Transport;

/// <summary>One request to a registry; it may be sent several times.</summary>
/// <param name="Reference">What it is about, for its host, its repository and for messages.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">What follows the repository in the API, such as <c>manifests/latest</c>, or an absolute address of the registry.</param>
internal sealed record RegistryRequest(RegistryReference Reference, HttpMethod Method, string Path)
{
    /// <summary>Gets what is done in the repository, as tokens name it: <c>pull</c>, <c>pull,push</c> or <c>delete</c>.</summary>
    public string Actions { get; init; } = "pull";

    /// <summary>Gets the media types that are understood; empty for any.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>Gets what makes the body, once for each time that it is sent; null: there is none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>Gets the scope of its token (distribution's token authentication specification).</summary>
    public string Scope => $"repository:{Reference.Repository}:{Actions}";
}
