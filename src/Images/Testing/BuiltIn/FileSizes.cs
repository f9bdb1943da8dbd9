namespace Images.Testing.BuiltIn;

/// <summary>Adds up how large an image's files are, without the rest of the blocks that they lie in.</summary>
internal static class FileSizes
{
    /// <summary>Adds them up, unless their sum cannot matter: then the image's own size stands.</summary>
    /// <param name="facts">The image.</param>
    /// <param name="limit">The most that it may have, in bytes; null for no limit.</param>
    /// <param name="files">Its files, all of which are read where it matters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image with what its files have, where their blocks have more than the limit.</returns>
    /// <exception cref="Engines.EngineException">The engine failed.</exception>
    public static async Task<ImageFacts> SettleAsync(ImageFacts facts, long? limit, IImageFiles files, CancellationToken cancellationToken)
    {
        if (!facts.IsSizeOnDisk || limit is null || facts.Size <= limit)
        {
            return facts;
        }

        var sum = 0L;
        await files.WalkAsync(
            "/",
            (entry, _) =>
            {
                sum += entry.Length;
                return ValueTask.CompletedTask;
            },
            cancellationToken
        );
        return facts with { Size = sum, IsSizeOnDisk = false };
    }
}
