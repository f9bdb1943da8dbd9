using System.Text.RegularExpressions;

namespace Images.Rendering;

/// <summary>A here-document that an instruction begins.</summary>
/// <param name="Word">The line that ends it.</param>
/// <param name="StripTabs">Whether tabs before its lines are taken away.</param>
internal readonly record struct HereDocument(string Word, bool StripTabs);

/// <summary>Finds here-documents in the arguments of RUN, COPY and ADD.</summary>
internal static partial class HereDocuments
{
    /// <summary>Finds what the frontend takes for here-documents: words, as a shell splits them, that begin with <c>&lt;&lt;</c>.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>The here-documents in the order of their bodies; what is quoted, and a shift in arithmetic, is none.</returns>
    public static IReadOnlyList<HereDocument> In(string arguments) =>
        !arguments.Contains("<<", StringComparison.Ordinal)
            ? []
            :
            [
                .. Word()
                    .Matches(arguments)
                    .Select(word => Start().Match(word.Value))
                    .Where(start => start.Success)
                    .Select(start => new HereDocument(start.Groups["word"].Value, start.Groups["dash"].Length > 0)),
            ];

    [GeneratedRegex("""(?:[^\s'"\\]|\\.|\\$|'[^']*(?:'|$)|"(?:[^"\\]|\\.)*(?:"|\\?$))+""", RegexOptions.Singleline)]
    private static partial Regex Word();

    [GeneratedRegex("""^[0-9]*<<(?<dash>-?)(?<quote>["']?)(?<word>[^<\s"']+)\k<quote>$""")]
    private static partial Regex Start();
}
