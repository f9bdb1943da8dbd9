namespace Images.Testing.Inventory;

/// <summary>The files of one image. Nothing of it is run.</summary>
public interface IImageTree : IAsyncDisposable
{
    /// <summary>Shows files to a visitor.</summary>
    /// <param name="folders">Absolute paths of folders or files, of which none is below another; empty for all files of the image.</param>
    /// <param name="visitor">Is shown at least all that is below them, each file once, in any order. Links are not followed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When all came by, or as much as there is time and room for.</returns>
    /// <exception cref="Engines.EngineException">The engine failed.</exception>
    /// <exception cref="Registry.Errors.RegistryException">The registry failed.</exception>
    Task WalkAsync(IReadOnlyList<string> folders, IImageVisitor visitor, CancellationToken cancellationToken);
}
