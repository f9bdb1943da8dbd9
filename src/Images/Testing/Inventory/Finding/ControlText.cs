using System.Text;

namespace Images.Testing.Inventory.Finding;

/// <summary>Reads the form of Debian's control files, in which R's DESCRIPTION and Python's METADATA are written too (deb822(5)).</summary>
internal static class ControlText
{
    /// <summary>Reads paragraphs.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Each paragraph; lines that are no field are passed over.</returns>
    public static IEnumerable<ControlParagraph> Read(string text)
    {
        var fields = new List<KeyValuePair<string, string>>();
        StringBuilder? more = null;
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            var line = text.AsSpan(start, end - start).TrimEnd();
            start = end + 1;
            if (line.Length > 0 && line[0] is ' ' or '\t')
            {
                more = fields.Count == 0 ? null : (more ?? new StringBuilder(fields[^1].Value)).Append('\n').Append(line.Trim());
                continue;
            }

            End();
            if (line.Length == 0 && fields.Count > 0)
            {
                yield return new ControlParagraph(fields);
                fields = [];
            }
            else if (line.IndexOf(':') is > 0 and var colon)
            {
                fields.Add(new(line[..colon].Trim().ToString(), line[(colon + 1)..].Trim().ToString()));
            }
        }

        End();
        if (fields.Count > 0)
        {
            yield return new ControlParagraph(fields);
        }

        // Once for each field, however many lines it has.
        void End()
        {
            if (more is not null)
            {
                fields[^1] = new(fields[^1].Key, more.ToString());
                more = null;
            }
        }
    }
}

/// <summary>The fields of a paragraph, in order; a name may come more than once.</summary>
/// <param name="Fields">Name and value; the lines of a longer value are joined by LF.</param>
internal sealed record ControlParagraph(IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Gets a field's first value, or an empty text.</summary>
    public string this[string name] => All(name).FirstOrDefault() ?? string.Empty;

    /// <summary>Gets all values of a field.</summary>
    public IEnumerable<string> All(string name) =>
        Fields.Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);
}
