namespace Images.Engines;

/// <summary>Where apt gets packages from: its configuration, in both of its forms (sources.list(5)).</summary>
internal static class AptSources
{
    /// <summary>Reads the machine's own configuration; unreadable files are left out.</summary>
    public static IReadOnlyList<AptSource> OfMachine()
    {
        List<AptSource> sources = [];
        if (File.Exists("/etc/apt/sources.list"))
        {
            sources.AddRange(ParseLines(File.ReadAllText("/etc/apt/sources.list")));
        }

        if (Directory.Exists("/etc/apt/sources.list.d"))
        {
            foreach (var file in Directory.GetFiles("/etc/apt/sources.list.d").Order(StringComparer.Ordinal))
            {
                sources.AddRange(
                    Path.GetExtension(file) switch
                    {
                        ".list" => ParseLines(File.ReadAllText(file)),
                        ".sources" => ParseStanzas(File.ReadAllText(file)),
                        _ => [],
                    }
                );
            }
        }

        return sources;
    }

    /// <summary>Reads the form of one line a source: <c>deb [options] uri suite components</c>.</summary>
    public static IReadOnlyList<AptSource> ParseLines(string text)
    {
        List<AptSource> sources = [];
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split('#')[0].Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries).ToList();
            if (words.Count == 0 || words[0] != "deb")
            {
                continue;
            }

            if (words.Count > 1 && words[1].StartsWith('['))
            {
                var end = words.FindIndex(word => word.EndsWith(']'));
                words.RemoveRange(1, end < 1 ? words.Count - 1 : end);
            }

            if (words.Count > 2)
            {
                sources.Add(new AptSource(words[1], words[2], [.. words.Skip(3)]));
            }
        }

        return sources;
    }

    /// <summary>Reads the form of stanzas (deb822); stanzas that are switched off are left out.</summary>
    public static IReadOnlyList<AptSource> ParseStanzas(string text)
    {
        List<AptSource> sources = [];
        foreach (var stanza in text.ReplaceLineEndings("\n").Split("\n\n"))
        {
            var fields = Fields(stanza);
            if (!Words(fields, "Types").Contains("deb") || fields.GetValueOrDefault("Enabled", "yes").Trim() is "no" or "false")
            {
                continue;
            }

            sources.AddRange(
                from uri in Words(fields, "URIs")
                from suite in Words(fields, "Suites")
                select new AptSource(uri, suite, Words(fields, "Components"))
            );
        }

        return sources;
    }

    private static Dictionary<string, string> Fields(string stanza)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var last = "";
        foreach (var line in stanza.Split('\n').Where(line => !line.StartsWith('#')))
        {
            if (line.StartsWith(' ') || line.StartsWith('\t'))
            {
                fields[last] = fields.GetValueOrDefault(last, "") + " " + line.Trim();
            }
            else if (line.Split(':', 2) is [var name, var value])
            {
                last = name.Trim();
                fields[last] = value.Trim();
            }
        }

        return fields;
    }

    private static string[] Words(Dictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name, "").Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
}
