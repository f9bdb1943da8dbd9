using Images.Definitions;
using Images.Planning;
using Images.Planning.Locking;
using Images.Rendering;

namespace Images.Building.Revisions;

/// <summary>
/// Finds the variants whose own inputs have changed between a commit and the working tree: the Dockerfile, the files that it can reach,
/// arguments, platforms, bases, tests with their fixtures, tags and limits. A variant that is only built from a changed one is none of them.
/// </summary>
public static class ChangedVariants
{
    private const int LongestShown = 80;

    /// <summary>Finds them.</summary>
    /// <param name="family">The family of the working tree.</param>
    /// <param name="rendered">All its images.</param>
    /// <param name="reference">
    /// A branch, a tag, a commit, or any other name that git knows; compared is the commit at which the history of HEAD left it.
    /// </param>
    /// <param name="notices">Told where everything counts as changed since the older definitions cannot be read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>In the order of <paramref name="rendered"/>.</returns>
    /// <exception cref="SelectorException">There is no git, no checkout, no such commit, or no common history.</exception>
    /// <exception cref="DefinitionException">The lock of the working tree is wrong.</exception>
    /// <exception cref="IOException">Git fails, or files cannot be read.</exception>
    /// <exception cref="BuildKit.Errors.BuildContextException">A context cannot be read.</exception>
    public static async Task<IReadOnlyList<ChangedVariant>> SinceAsync(
        Family family,
        IReadOnlyList<RenderedImage> rendered,
        string reference,
        IProgress<string> notices,
        CancellationToken cancellationToken
    )
    {
        var commit = await ComparedCommit.FindAsync(family.Root, reference, cancellationToken);
        var files = await ChangedFiles.SinceAsync(family.Root, commit, cancellationToken);
        using var committed = new CommittedFamily();
        await committed.ReadAsync(family.Root, commit, files, cancellationToken);
        if (committed.Paths.Count == 0)
        {
            return [.. rendered.Select(image => New(image.Variant))];
        }

        var locked = LockFile.Load(family.Root);
        try
        {
            return Compare(family, rendered, locked, files, committed, cancellationToken);
        }
        catch (DefinitionException older)
        {
            var reason = $"the definitions of {commit.Id[..12]} cannot be read: {older.Errors[0]}";
            notices.Report($"{reason}; every variant counts as changed");
            return [.. rendered.Select(image => new ChangedVariant(image.Variant.Id, [reason]))];
        }
    }

    private static List<ChangedVariant> Compare(
        Family family,
        IReadOnlyList<RenderedImage> rendered,
        BaseLock locked,
        ChangedFiles files,
        CommittedFamily committed,
        CancellationToken cancellationToken
    )
    {
        var older = new CommittedImages(committed, cancellationToken);
        var contexts = new ContextChanges(files, committed);
        var changed = new List<ChangedVariant>();
        foreach (var image in rendered)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (older.Find(image) is not { } before)
            {
                changed.Add(New(image.Variant));
                continue;
            }

            var facets = Reasons(VariantFacets.Of(before, older.Family, older.Lock), VariantFacets.Of(image, family, locked));
            var fixtures = VariantFacets.Fixtures(image.Variant, family.Root).SelectMany(files.At);
            List<string> reasons =
            [
                .. before.Dockerfile == image.Dockerfile ? Array.Empty<string>() : ["the Dockerfile changed"],
                .. facets,
                .. contexts.Of(before, image).Concat(fixtures).Distinct(StringComparer.Ordinal).Select(path => $"file {path} changed"),
            ];
            if (reasons.Count > 0)
            {
                changed.Add(new ChangedVariant(image.Variant.Id, reasons));
            }
        }

        return changed;
    }

    private static ChangedVariant New(Variant variant) => new(variant.Id, ["new"]);

    private static IEnumerable<string> Reasons(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now)
    {
        foreach (var (name, value) in now)
        {
            if (!before.TryGetValue(name, out var old))
            {
                yield return $"{name} is new";
            }
            else if (old != value)
            {
                yield return IsShown(name, old) && IsShown(name, value) ? $"{name} {old} -> {value}" : $"{name} changed";
            }
        }

        foreach (var name in before.Keys.Where(name => !now.ContainsKey(name)))
        {
            yield return $"{name} is gone";
        }
    }

    private static bool IsShown(string name, string value) =>
        value.Length is > 0 and <= LongestShown
        && !value.Any(char.IsControl)
        && name.Split(' ')[0] is not ("test" or "secret" or "ssh" or "recipe");
}
