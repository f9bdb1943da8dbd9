namespace Images.BuildKit.Frontends;

/// <summary>What a frontend answers to a subrequest.</summary>
/// <param name="Metadata">All values by name: <c>result.json</c>, <c>result.txt</c>, <c>result.statuscode</c>, <c>version</c>.</param>
public sealed record SubrequestResult(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Metadata)
{
    /// <summary>The answer as JSON in UTF-8; null where the frontend gave none.</summary>
    public ReadOnlyMemory<byte>? Json => Metadata.TryGetValue("result.json", out var json) ? json : (ReadOnlyMemory<byte>?)null;
}
