using Images.BuildKit.Contexts;

namespace Images.Rendering;

/// <summary>
/// Reads <c>--exclude</c> and <c>--parents</c> of COPY and ADD. Where that cannot be known without the engine, everything that the source
/// names counts: too much rather than too little.
/// </summary>
internal static class CopySelection
{
    private const string Pivot = "/./";

    /// <summary>Reads what an instruction takes of one of its sources.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="source">The source as written.</param>
    /// <param name="path">The path that is certain of it.</param>
    /// <returns>The selection.</returns>
    public static ContextSelection Of(DockerfileInstruction instruction, string source, string path)
    {
        var whole = new ContextSelection(path);
        var isUnsure = source.Contains('$', StringComparison.Ordinal) || instruction.Values("parents").Any();
        if (instruction.Keyword is not ("COPY" or "ADD") || isUnsure)
        {
            return whole;
        }

        var excludes = instruction.Values("exclude").ToList();
        var selection = excludes.TrueForAll(IsPlain) ? whole with { Excludes = excludes } : whole;
        return instruction.Flags.Contains("--parents", StringComparer.OrdinalIgnoreCase) ? WithParents(selection, source) : selection;
    }

    // What is quoted, has variables or leads out of the folder is left to the engine; one that begins with a slash never matches there.
    private static bool IsPlain(string pattern)
    {
        var path = pattern.TrimStart('!');
        return path.Length > 0 && !path.StartsWith('/') && path.AsSpan().IndexOfAny("$\"'\\ ") < 0 && !path.Split('/').Contains("..");
    }

    private static ContextSelection WithParents(ContextSelection selection, string source)
    {
        var at = source.IndexOf(Pivot, StringComparison.Ordinal);
        var (root, pattern) = at < 0 ? (string.Empty, source) : (source[..at], source[(at + Pivot.Length)..]);
        var names = pattern.Split('/').Where(name => name is not ("" or ".")).ToList();
        return names.Contains("..") || pattern.Contains('\\', StringComparison.Ordinal) || pattern.StartsWith('!')
            ? selection with
            {
                Excludes = [],
            }
            : selection with
            {
                Base = root,
                Pattern = names.Count == 0 ? null : string.Join('/', names),
            };
    }
}
