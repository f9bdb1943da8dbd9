using System.Globalization;
using System.Text.RegularExpressions;
using Images.Rendering;

namespace Images.Planning;

/// <summary>Tells which instructions of a Dockerfile changed, and in which words.</summary>
internal static partial class InstructionChanges
{
    /// <summary>Compares two lists of instructions.</summary>
    /// <param name="image">The image as it would be built, for the lines of its Dockerfile.</param>
    /// <param name="before">The instructions that it was built from.</param>
    /// <param name="now">Its instructions.</param>
    /// <returns>A reason for each that changed, was added or removed; the name is its place and keyword.</returns>
    public static IEnumerable<PlanReason> Between(RenderedImage image, IReadOnlyList<string> before, IReadOnlyList<string> now)
    {
        var lines = DockerfileParser.Parse(image.Dockerfile).Select(instruction => instruction.FirstLine).ToList();
        var edits = LineEdits.Between([.. before.Select(OneLine)], [.. now.Select(OneLine)]);
        var next = 0;
        for (var index = 0; index < edits.Count; )
        {
            if (edits[index].Kind == ' ')
            {
                index++;
                next++;
                continue;
            }

            var removed = Take(edits, ref index, '-');
            var added = Take(edits, ref index, '+');
            foreach (var (old, current) in Pair(removed, added))
            {
                var line = lines.Count == 0 ? 1 : lines[Math.Min(next, lines.Count - 1)];
                var place = string.Create(CultureInfo.InvariantCulture, $"{image.Path}:{line} {Keyword(current ?? old!)}");
                next += current is null ? 0 : 1;
                yield return Reason(place, old, current);
            }
        }
    }

    // What changed stands between what stayed, whole words each.
    private static PlanReason Reason(string place, string? old, string? current)
    {
        if (old is null || current is null)
        {
            return new PlanReason(ReasonKind.Dockerfile, place, Rest(old), Rest(current));
        }

        var (was, are) = (old.Split(' '), current.Split(' '));
        var start = was.AsSpan().CommonPrefixLength(are);
        var end = 0;
        while (end < Math.Min(was.Length, are.Length) - start && was[^(end + 1)] == are[^(end + 1)])
        {
            end++;
        }

        return new PlanReason(ReasonKind.Dockerfile, place, Words(was[start..^end]), Words(are[start..^end]));
    }

    private static string? Words(string[] words) => words.Length == 0 ? null : string.Join(' ', words);

    private static string? Rest(string? instruction) =>
        instruction is null ? null
        : instruction.Split(' ', 2) is [_, var rest] ? rest
        : instruction;

    private static string Keyword(string instruction) => instruction.Split(' ', 2)[0].ToUpperInvariant();

    // The nth of those that went beside the nth of those that came, as long as both are of one kind.
    private static IEnumerable<(string? Old, string? New)> Pair(List<string> removed, List<string> added)
    {
        var rest = new Queue<string>(removed);
        foreach (var current in added)
        {
            yield return rest.TryPeek(out var old) && Keyword(old) == Keyword(current) ? (rest.Dequeue(), current) : (null, current);
        }

        foreach (var old in rest)
        {
            yield return (old, null);
        }
    }

    private static List<string> Take(IReadOnlyList<LineEdit> edits, ref int index, char kind)
    {
        var taken = new List<string>();
        for (; index < edits.Count && edits[index].Kind == kind; index++)
        {
            taken.Add(edits[index].Line);
        }

        return taken;
    }

    private static string OneLine(string instruction) => Blanks().Replace(instruction, " ").Trim();

    [GeneratedRegex(@"(?:\\\r?\n|\s)+")]
    private static partial Regex Blanks();
}
