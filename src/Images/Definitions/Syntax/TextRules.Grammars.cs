using System.Globalization;
using System.Text.RegularExpressions;
using Images.Definitions.Patterns;

namespace Images.Definitions.Syntax;

/// <content>The grammars behind the rules.</content>
internal static partial class TextRules
{
    private const string TagPattern = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
    private const string PortPattern = @"[0-9]{1,5}(/(tcp|udp|sctp))?";

    private static TextRule Matching(string name, Regex grammar) =>
        new(name, grammar.IsMatch, grammar.ToString()[@"\A(?:".Length..^@")\z".Length]);

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "https" or "http"
        && address.UserInfo.Length == 0
        && !text.Contains(' ', StringComparison.Ordinal);

    private static bool IsPort(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var number = slash < 0 ? text : text[..slash];
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= ushort.MaxValue
            && (slash < 0 || text[(slash + 1)..] is "tcp" or "udp" or "sctp");
    }

    /// <summary>A path below the definition's folder: nothing that leads upward or elsewhere.</summary>
    private static bool IsBeside(string path) =>
        path.Split('/').All(static part => part.Length > 0 && part is not ("." or "..")) && !path.Contains('\\', StringComparison.Ordinal);

    /// <summary>An absolute path in a container that is neither the root nor the kernel's, and that command lines can take as it is.</summary>
    private static bool IsInner(string path) =>
        path.StartsWith('/')
        && !path.Contains(':', StringComparison.Ordinal)
        && path[1..].Split('/') is [not ("dev" or "proc" or "sys"), ..] parts
        && parts.All(static part => part.Length > 0 && part is not ("." or ".."));

    private static string? NoExpectation(string text) =>
        !IsRegex(text) ? null
        : text.Length == 2 ? "holds no pattern"
        : Pattern.Problem(text[1..^1]);

    /// <summary>Says whether an expectation is written as a regular expression.</summary>
    /// <param name="text">The expectation.</param>
    /// <returns>True for <c>/.../</c>.</returns>
    public static bool IsRegex(string text) => text.Length >= 2 && text[0] == '/' && text[^1] == '/';

    [GeneratedRegex(@"\A(?:[a-z0-9][a-z0-9._-]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex TemplateGrammar();

    [GeneratedRegex(
        @"\A(?:(localhost|[a-z0-9-]+(\.[a-z0-9-]+)+|[a-z0-9-]+(?=:))(:[0-9]{1,5})?(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*)\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex RegistryGrammar();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9(][A-Za-z0-9.+:() -]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex LicenseGrammar();

    [GeneratedRegex(@"\A(?:[A-Za-z_][A-Za-z0-9_]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex VariableGrammar();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelGrammar();

    [GeneratedRegex(@"\A(?:[a-z0-9][a-z0-9+.-]+(:[a-z0-9-]+)?([=/][A-Za-z0-9][A-Za-z0-9.+:~-]*)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex DebianGrammar();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9._-]+)?(@[A-Za-z0-9._/-]+)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex RGrammar();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex UserGrammar();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9][A-Za-z0-9._-]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex MountIdGrammar();

    [GeneratedRegex(@"\A(?:[a-z][a-z0-9-]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex SuiteGrammar();

    [GeneratedRegex(
        @"\A(?:/[^:,]+(:(exec|noexec|size=[0-9]+[kmg]?|mode=[0-7]{3,4}|uid=[0-9]+|gid=[0-9]+)(,(exec|noexec|size=[0-9]+[kmg]?|mode=[0-7]{3,4}|uid=[0-9]+|gid=[0-9]+))*)?)\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex TmpfsGrammar();
}
