namespace Images.Engines.Inspecting;

/// <summary>How an engine's store knows an image.</summary>
internal static class StoredAs
{
    /// <summary>
    /// Says whether the store is containerd's, which knows an image by its manifest's digest. Its inspection counts packed layers, from
    /// 29 on unpacked ones as well, and its list yet other bytes; its history has what the layers take on disk.
    /// </summary>
    /// <param name="id">The image's id.</param>
    /// <param name="repoDigests">Its names by digest, as the engine lists them; null for none.</param>
    public static bool Manifest(string? id, IEnumerable<string>? repoDigests) =>
        (repoDigests ?? []).Any(digest => digest.EndsWith($"@{id}", StringComparison.Ordinal));
}
