using System.Text;
using Images.Definitions;
using Images.Rendering;

namespace Images.Releasing.Pages;

/// <summary>The committed pages below <c>images/</c>.</summary>
public static class PageTree
{
    private const string NoFile = "/dev/null";

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
        [.. pages.Select(page => Compare(root, page)).OfType<RenderDrift>().OrderBy(drift => drift.Path, StringComparer.Ordinal)];

    private static RenderDrift? Compare(string root, ImagePage page)
    {
        var path = RenderedFile.FullPath(root, page.Path);
        if (!File.Exists(path))
        {
            var added = UnifiedDiff.Between(NoFile, $"b/{page.Path}", string.Empty, page.Text);
            return new RenderDrift(RenderDriftKind.Missing, page.Path, page.Image, 1, added);
        }

        if (File.ReadAllBytes(path).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(page.Text)))
        {
            return null;
        }

        var committed = File.ReadAllText(path);
        var diff = UnifiedDiff.Between($"a/{page.Path}", $"b/{page.Path}", committed, page.Text);
        return new RenderDrift(RenderDriftKind.Stale, page.Path, page.Image, UnifiedDiff.FirstDifference(committed, page.Text), diff);
    }

    private static DefinitionError? Obstacle(string root, RenderDrift drift)
    {
        var file = new FileInfo(RenderedFile.FullPath(root, drift.Path));
        if (file.LinkTarget is not null || file.Directory!.LinkTarget is not null)
        {
            return new DefinitionError(new SourceLocation(drift.Path, 1, 1), "is a symbolic link: put the folder or file itself there");
        }

        return
            drift.Kind == RenderDriftKind.Stale
            && !File.ReadLines(file.FullName).First().StartsWith(ImagePage.Header, StringComparison.Ordinal)
            ? new DefinitionError(
                new SourceLocation(drift.Path, 1, 1),
                $"was not written by 'readme': rename it {ImagePage.About}, whose text becomes part of the page, then run it again"
            )
            : null;
    }
}
