namespace Images.Testing.Comparing;

/// <summary>How the files of two images differ; times do not count.</summary>
/// <param name="Added">What the newer image has in addition, by path.</param>
/// <param name="Removed">What it lacks, by path.</param>
/// <param name="Changed">What is not the same, by path.</param>
public sealed record FileComparison(IReadOnlyList<FileEntry> Added, IReadOnlyList<FileEntry> Removed, IReadOnlyList<FileChange> Changed)
{
    /// <summary>Compares two listings.</summary>
    /// <param name="before">The older.</param>
    /// <param name="after">The newer.</param>
    /// <returns>The difference.</returns>
    internal static FileComparison Of(IReadOnlyDictionary<string, FileRecord> before, IReadOnlyDictionary<string, FileRecord> after)
    {
        var changed = new List<FileChange>();
        foreach (var (path, was) in before)
        {
            if (after.TryGetValue(path, out var now) && was != now && What(was, now).ToList() is { Count: > 0 } what)
            {
                changed.Add(new FileChange(path, was.Size, now.Size, what));
            }
        }

        return new(Missing(after, before), Missing(before, after), [.. changed.OrderBy(change => change.Path, StringComparer.Ordinal)]);
    }

    private static IReadOnlyList<FileEntry> Missing(
        IReadOnlyDictionary<string, FileRecord> from,
        IReadOnlyDictionary<string, FileRecord> others
    ) =>
        [
            .. from.Where(file => !others.ContainsKey(file.Key))
                .Select(file => new FileEntry(file.Key, file.Value.Size))
                .OrderBy(file => file.Path, StringComparer.Ordinal),
        ];

    private static IEnumerable<string> What(FileRecord was, FileRecord now)
    {
        if (was.Type != now.Type)
        {
            yield return $"type {was.Type} -> {now.Type}";
        }
        else if (was.Content != now.Content)
        {
            yield return was.Type == "link" ? $"target {was.Content} -> {now.Content}" : "content";
        }

        if (was.Mode == FileRecord.Unknown || now.Mode == FileRecord.Unknown)
        {
            yield break;
        }

        if (was.Mode != now.Mode && was.Type == now.Type)
        {
            yield return $"mode {Octal(was.Mode)} -> {Octal(now.Mode)}";
        }

        if (was.Owner != now.Owner)
        {
            yield return $"owner {Numbers(was.Owner)} -> {Numbers(now.Owner)}";
        }
    }

    private static string Octal(int mode) => Convert.ToString(mode, 8).PadLeft(4, '0');

    private static string Numbers((int User, int Group) owner) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{owner.User}:{owner.Group}");
}
