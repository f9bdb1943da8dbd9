using Images.Definitions;
using Images.Rendering;

namespace Images.Releasing.Pages;

/// <summary>The committed pages below <c>images/</c>.</summary>
public static class PageTree
{
    /// <summary>Writes the pages that differ; one that is right already keeps its time of writing.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="pages">All pages.</param>
    /// <param name="cancellation">Ends the writing between two files.</param>
    /// <returns>What was wrong and is right now, in ordinal order of the paths.</returns>
    /// <exception cref="DefinitionException">A file of the same name was written by somebody, or is a symbolic link; nothing was touched.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static IReadOnlyList<RenderDrift> Write(string root, IReadOnlyList<ImagePage> pages, CancellationToken cancellation)
    {
        var drifts = Check(root, pages);
        var obstacles = drifts.Select(drift => Obstacle(root, drift)).OfType<DefinitionError>().ToList();
        if (obstacles.Count > 0)
        {
            throw new DefinitionException(obstacles);
        }

        var texts = pages.ToDictionary(page => page.Path, page => page.Text, StringComparer.Ordinal);
        foreach (var drift in drifts)
        {
            cancellation.ThrowIfCancellationRequested();
            RenderedFile.Replace(RenderedFile.FullPath(root, drift.Path), texts[drift.Path]);
        }

        return drifts;
    }

    /// <summary>Compares the committed pages with what the definitions say; changes nothing.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="pages">All pages.</param>
    /// <returns>Every difference, in ordinal order of the paths.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static IReadOnlyList<RenderDrift> Check(string root, IReadOnlyList<ImagePage> pages) =>
        [
            .. pages
                .Select(page => RenderedFile.Compare(root, new RenderedText(page.Path, page.Text, page.Image)))
                .OfType<RenderDrift>()
                .OrderBy(drift => drift.Path, StringComparer.Ordinal),
        ];

    private static DefinitionError? Obstacle(string root, RenderDrift drift) =>
        RenderedFile.Link(root, drift.Path) is { } link ? link
        : drift.Kind == RenderDriftKind.Stale
        && File.ReadLines(RenderedFile.FullPath(root, drift.Path)).FirstOrDefault()?.StartsWith(ImagePage.Header, StringComparison.Ordinal)
            != true
            ? new DefinitionError(
                new SourceLocation(drift.Path, 1, 1),
                $"was not written by 'readme': rename it {ImagePage.About}, whose text becomes part of the page, then run it again"
            )
        : null;
}
