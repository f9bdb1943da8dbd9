namespace Images.Testing.Inventory.Finding;

/// <summary>Reads machine-readable copyright files (https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/).</summary>
internal static class DebianCopyright
{
    /// <summary>Lists the licences that files are under.</summary>
    /// <param name="paragraphs">The file.</param>
    /// <returns>What stands behind <c>License:</c>, each once, in ordinal order; empty where the file is for people only.</returns>
    public static IReadOnlyList<string> Licenses(IEnumerable<ControlParagraph> paragraphs)
    {
        using var all = paragraphs.GetEnumerator();
        // Some write the header without the empty line behind it.
        if (!all.MoveNext() || !IsHeader(all.Current))
        {
            return [];
        }

        var licenses = new SortedSet<string>(StringComparer.Ordinal);
        var ofAll = Name(all.Current);
        while (all.MoveNext())
        {
            if (all.Current["Files"].Length > 0 && Name(all.Current) is { Length: > 0 } name)
            {
                licenses.Add(name);
            }
        }

        if (licenses.Count == 0 && ofAll.Length > 0)
        {
            licenses.Add(ofAll);
        }

        return [.. licenses];
    }

    private static bool IsHeader(ControlParagraph paragraph)
    {
        var format = paragraph["Format"] is { Length: > 0 } written ? written : paragraph["Format-Specification"];
        return format.Contains("copyright-format", StringComparison.OrdinalIgnoreCase)
            || format.Contains("dep5", StringComparison.OrdinalIgnoreCase)
            || format.Contains("dep-5", StringComparison.OrdinalIgnoreCase);
    }

    // The first line; the others are its text.
    private static string Name(ControlParagraph paragraph) => paragraph["License"].Split('\n', 2)[0].Trim();
}
