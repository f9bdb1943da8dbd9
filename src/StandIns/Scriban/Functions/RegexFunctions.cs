using System.Text.RegularExpressions;
using Scriban.Runtime;

namespace Scriban.Functions;

/// <summary>The functions of <c>regex</c>. Options are letters: i, m, s, x.</summary>
internal static class RegexFunctions
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static string Escape(string pattern) => Regex.Escape(pattern ?? "");

    public static string Unescape(string pattern) => Regex.Unescape(pattern ?? "");

    public static string Replace(string text, string pattern, string replace, string options = null) =>
        Regex.Replace(text ?? "", pattern ?? "", replace ?? "", Options(options), Timeout);

    public static ScriptArray Split(string text, string pattern, string options = null) =>
        new(Regex.Split(text ?? "", pattern ?? "", Options(options), Timeout));

    public static ScriptArray Match(string text, string pattern, string options = null) =>
        Groups(Regex.Match(text ?? "", pattern ?? "", Options(options), Timeout));

    public static ScriptArray Matches(string text, string pattern, string options = null) =>
        new(Regex.Matches(text ?? "", pattern ?? "", Options(options), Timeout).Select(Groups));

    private static ScriptArray Groups(Match match) =>
        match.Success ? new ScriptArray(match.Groups.Values.Select(group => group.Value)) : [];

    private static RegexOptions Options(string letters)
    {
        var options = RegexOptions.None;
        foreach (var letter in letters ?? "")
        {
            options |= letter switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                _ => RegexOptions.None,
            };
        }

        return options;
    }
}
