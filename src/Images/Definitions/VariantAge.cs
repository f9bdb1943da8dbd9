namespace Images.Definitions;

/// <summary>Compares a variant with another of its image that this family may not know: one that somebody else has published.</summary>
public static class VariantAge
{
    /// <summary>Reads the axes out of the id of another variant of the same image.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="otherId">The other's id, such as <c>r-ver:4.6.1</c>.</param>
    /// <returns>The other's axes; null where it is of another image, or where its values cannot be told apart.</returns>
    public static IReadOnlyDictionary<string, string>? AxesOf(Variant variant, string otherId)
    {
        var names = AxisNames(variant);
        var start = $"{variant.Image}:";
        if (names.Count == 0)
        {
            return otherId == variant.Image ? new Dictionary<string, string>() : null;
        }

        if (!otherId.StartsWith(start, StringComparison.Ordinal))
        {
            return null;
        }

        var folder = otherId[start.Length..];
        var values = names.Count == 1 ? [folder] : folder.Split('-');
        return values.Length == names.Count ? names.Zip(values).ToDictionary(StringComparer.Ordinal) : null;
    }

    /// <summary>Compares by version order of the axes, the first axis first.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="otherId">The id of the other.</param>
    /// <returns>More than zero when the variant is newer; null where they are not of the same image.</returns>
    public static int? Compare(Variant variant, string otherId)
    {
        if (otherId == variant.Id)
        {
            return 0;
        }

        if (AxesOf(variant, otherId) is { } axes)
        {
            return AxisNames(variant)
                .Select(name => VersionOrder.Compare(variant.Axes[name], axes[name]))
                .FirstOrDefault(static order => order != 0);
        }

        var start = $"{variant.Image}:";
        return otherId.StartsWith(start, StringComparison.Ordinal)
            ? VersionOrder.Compare(variant.FolderName, otherId[start.Length..])
            : null;
    }

    /// <summary>Says whether another variant claims a tag that this one claims.</summary>
    /// <param name="tag">The tag of the variant.</param>
    /// <param name="variant">The variant.</param>
    /// <param name="otherId">The id of the other.</param>
    /// <returns>False also where that cannot be told.</returns>
    public static bool Claims(Tag tag, Variant variant, string otherId) =>
        AxesOf(variant, otherId) is { } axes
        && (
            !Interpolator.IsNeeded(tag.Written)
            || (new Interpolator(axes, new ParsedTexts()).Render(tag.Written, out var failure) == tag.Name && failure is null)
        );

    // What 'include' adds to a combination stands behind the axes.
    private static List<string> AxisNames(Variant variant)
    {
        var count = Enumerable
            .Range(0, variant.Axes.Count + 1)
            .FirstOrDefault(count => string.Join('-', variant.Axes.Values.Take(count)) == variant.FolderName);
        return [.. variant.Axes.Keys.Take(count)];
    }
}
