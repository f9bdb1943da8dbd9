namespace Images.Engines;

/// <summary>Sends an engine's images to registries and gets them from there, and trusts nobody's word for it but the digest's.</summary>
public interface IImageTransfer
{
    /// <summary>Sends an image to its registry.</summary>
    /// <param name="reference">A name that the image has in the engine, with a registry and a tag.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The digest of the manifest that the registry has now, <c>sha256:...</c>.</returns>
    /// <exception cref="EngineException">It was not sent; the message says why in one line.</exception>
    Task<string> PushAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Gets an image from its registry.</summary>
    /// <param name="reference">Its name there, with a tag; the image has it in the engine afterwards.</param>
    /// <param name="digest">The manifest that it must be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image's id in the engine.</returns>
    /// <exception cref="EngineException">It cannot be had, or is another one; the message says so in one line.</exception>
    Task<string> PullAsync(string reference, string digest, CancellationToken cancellationToken);
}
