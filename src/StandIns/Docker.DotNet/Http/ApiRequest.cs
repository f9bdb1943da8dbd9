namespace Docker.DotNet;

/// <summary>One request; the path is relative to the API's root. No timeout means the client's default one.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    public Query Query { get; init; }

    public HttpContent Content { get; init; }

    public IEnumerable<KeyValuePair<string, string>> Headers { get; init; }

    public Missing Missing { get; init; }

    public TimeSpan? Timeout { get; init; }
}
