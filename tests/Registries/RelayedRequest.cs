namespace Images.EngineTests;

/// <summary>A request that came to a <see cref="FaultRelay"/>.</summary>
/// <param name="Number">Its number, from 1 on.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path.</param>
/// <param name="Query">Its query, with the question mark.</param>
/// <param name="Authorization">Its login; null where it shows none.</param>
internal sealed record RelayedRequest(int Number, string Method, string Path, string Query, string? Authorization)
{
    /// <summary>Gets or sets how many bytes of its body went on to the registry.</summary>
    public long Bytes { get; set; }

    /// <summary>Gets or sets what the registry answered; null where it was not asked or did not answer.</summary>
    public int? Status { get; set; }

    /// <summary>Gets the blob that it puts into the registry; null where it does not.</summary>
    public string? CommittedBlob =>
        Method == "PUT" && Status == 201 && Path.Contains("/blobs/uploads/", StringComparison.Ordinal)
            ? Uri.UnescapeDataString(Query[(Query.IndexOf("digest=", StringComparison.Ordinal) + 7)..].Split('&')[0])
            : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Number}: {Method} {Path} {Bytes} -> {Status}";
}
