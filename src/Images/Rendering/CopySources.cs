using System.Text.Json;
using Images.BuildKit.Contexts;

namespace Images.Rendering;

/// <summary>Finds what a Dockerfile takes out of its context.</summary>
public static class CopySources
{
    private const string WholeContext = "";

    private static readonly string[] RemoteSchemes = ["http://", "https://", "ftp://", "git://", "git@", "ssh://"];

    /// <summary>Lists the sources of COPY, ADD and RUN --mount=type=bind.</summary>
    /// <param name="dockerfile">The text.</param>
    /// <returns>
    /// Paths and patterns relative to the context, an empty one for the whole of it. Where a variable stands in a path, the
    /// directory before it; with ONBUILD, which descendants obey, everything.
    /// </returns>
    public static IReadOnlyList<string> Of(string dockerfile)
    {
        var sources = SelectionsOf(dockerfile).Select(selection => selection.Source).Distinct(StringComparer.Ordinal).ToList();
        return sources.Contains(WholeContext) ? [WholeContext] : sources;
    }

    /// <summary>Lists the sources with what --exclude and --parents leave of them.</summary>
    /// <param name="dockerfile">The text.</param>
    /// <returns>As <see cref="Of"/>; each once, as far as it takes the same.</returns>
    public static IReadOnlyList<ContextSelection> SelectionsOf(string dockerfile)
    {
        var selections = DockerfileParser
            .Parse(dockerfile)
            .SelectMany(instruction => SourcesOf(instruction).Select(source => CopySelection.Of(instruction, source, UpToVariable(source))))
            .DistinctBy(KeyOf, StringComparer.Ordinal)
            .ToList();
        return selections.Find(selection => selection is { Source: WholeContext, IsWhole: true }) is { } everything
            ? [everything]
            : selections;
    }

    /// <summary>Writes a selection as a text, equal for those that take the same.</summary>
    /// <param name="selection">The selection.</param>
    /// <returns>The text.</returns>
    public static string KeyOf(ContextSelection selection) =>
        string.Join('\n', [selection.Source, selection.Base, selection.Pattern, .. selection.Excludes]);

    private static IEnumerable<string> SourcesOf(DockerfileInstruction instruction) =>
        instruction.Keyword switch
        {
            "COPY" or "ADD" when instruction.Flag("from") is null => Words(instruction.Arguments)
                .SkipLast(1)
                .Where(word => !word.StartsWith("<<", StringComparison.Ordinal) && !IsRemote(word)),
            "RUN" => instruction.Flags.Select(BindSource).OfType<string>(),
            "ONBUILD" => [WholeContext],
            _ => [],
        };

    private static IEnumerable<string> Words(string arguments)
    {
        if (arguments.StartsWith('['))
        {
            try
            {
                return JsonSerializer.Deserialize(arguments, TextListJson.Default.StringArray) ?? [];
            }
            catch (JsonException)
            {
                // To the frontend it is then a list of words, too.
            }
        }

        return arguments.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('"', '\''));
    }

    private static bool IsRemote(string word) => RemoteSchemes.Any(scheme => word.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    private static string? BindSource(string flag)
    {
        if (!flag.StartsWith("--mount=", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var fields = flag["--mount=".Length..]
            .Split(',')
            .Select(field => field.Split('=', 2))
            .ToLookup(Key, Value, StringComparer.OrdinalIgnoreCase);
        var isContext = (fields["type"].LastOrDefault() ?? "bind") == "bind" && !fields["from"].Any();
        return isContext ? fields["source"].Concat(fields["src"]).LastOrDefault() ?? WholeContext : null;

        static string Key(string[] field) => field[0];
        static string Value(string[] field) => field.Length > 1 ? field[1] : string.Empty;
    }

    private static string UpToVariable(string source)
    {
        var path = source.Trim('/');
        var variable = path.IndexOf('$', StringComparison.Ordinal);
        return path is "." ? WholeContext
            : variable < 0 ? path
            : path.LastIndexOf('/', variable) is > 0 and var slash ? path[..slash]
            : WholeContext;
    }
}
