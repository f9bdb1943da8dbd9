namespace Images.Testing;

/// <summary>Follows links inside an image's own root, as a program in its container would.</summary>
internal static class FollowedLinks
{
    // As many as the kernel follows: path_resolution(7).
    private const int MostLinks = 40;

    /// <summary>Reads what a path leads to.</summary>
    /// <param name="files">The image's files.</param>
    /// <param name="path">The absolute path.</param>
    /// <param name="limit">The most bytes of its content.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A file or folder; null where it leads to nothing, or to links for ever.</returns>
    /// <exception cref="Engines.EngineException">The engine failed.</exception>
    public static async Task<ImageFile?> ReadAsync(IImageFiles files, string path, int limit, CancellationToken cancellationToken)
    {
        for (var links = 0; links < MostLinks; links++)
        {
            var file = await files.ReadAsync(path, limit, cancellationToken);
            if (file is not { IsLink: true })
            {
                return file;
            }

            path = Target(path, file.Link);
        }

        return null;
    }

    // '..' leads no further up than the root, whoever resolves it.
    private static string Target(string path, string link) => link.StartsWith('/') ? link : path[..(path.LastIndexOf('/') + 1)] + link;
}
