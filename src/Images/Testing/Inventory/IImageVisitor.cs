using System.Formats.Tar;

namespace Images.Testing.Inventory;

/// <summary>Looks at the files of an image as they come by.</summary>
public interface IImageVisitor
{
    /// <summary>Looks at one; several may come at once.</summary>
    /// <param name="path">Its absolute path in the image.</param>
    /// <param name="entry">What it is; its data can be read until this returns.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When done with it.</returns>
    ValueTask VisitAsync(string path, TarEntry entry, CancellationToken cancellationToken);

    /// <summary>Is told that not everything came by.</summary>
    /// <param name="note">What did not and why, one line.</param>
    void Miss(string note);
}
