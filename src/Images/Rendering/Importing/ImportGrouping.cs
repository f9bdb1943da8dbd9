namespace Images.Rendering.Importing;

/// <summary>Makes images of targets.</summary>
internal static class ImportGrouping
{
    /// <summary>Groups targets.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="apart">The groups whose targets become images of their own.</param>
    /// <returns>The images in the order of their first targets; no two have one name.</returns>
    public static IReadOnlyList<ImportedImage> Of(IReadOnlyList<ImportedTarget> targets, IReadOnlyCollection<string> apart)
    {
        var images = new List<ImportedImage>();
        foreach (
            var group in targets.GroupBy(
                target => apart.Contains(target.Group) ? $"{target.Group}\n{target.Name}" : target.Group,
                StringComparer.Ordinal
            )
        )
        {
            var members = group.ToList();
            var isApart = members.Count == 1;
            var name = isApart && members[0].Cell.Count > 0 ? ImportNames.Image(members[0].Name) : NameOf(members);
            var free = name;
            for (var number = 2; images.Exists(image => image.Name == free); number++)
            {
                free = number == 2 ? ImportNames.Image(members[0].Name) : $"{name}-{number}";
            }

            images.Add(new(free, isApart ? [members[0] with { Cell = [] }] : members));
        }

        return images;
    }

    // The repository that all of them are pushed to, else the name that the file gives.
    private static string NameOf(List<ImportedTarget> targets)
    {
        var names = targets
            .SelectMany(target => target.Tags)
            .Select(tag => ImportNames.Split(tag).Name)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return ImportNames.Image(names is [var only] ? only : targets[0].Group);
    }
}
