using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Images.Testing.Inventory.Licenses;

/// <summary>Turns what packages say of their licences into expressions, and keeps what has no identifier.</summary>
internal sealed partial class LicenseTerms
{
    private const int MostDepth = 20;
    private const int LongestText = 1000;
    private const int LongestReference = 60;

    private readonly SortedDictionary<string, string> references = new(StringComparer.Ordinal);

    /// <summary>Gets what each reference stands for.</summary>
    public IReadOnlyDictionary<string, string> References => references;

    /// <summary>Makes an expression.</summary>
    /// <param name="license">As the package says it.</param>
    /// <param name="kind">Whose syntax that is.</param>
    /// <returns>The expression, never empty.</returns>
    public string Expression(string license, PackageKind kind)
    {
        var text = license.Trim();
        if (text.Length > LongestText)
        {
            return Reference(text[..LongestText]);
        }

        return kind switch
        {
            PackageKind.Debian => Debian(text, 0),
            PackageKind.R => R(text),
            _ => Spdx(text),
        };
    }

    // Operators in lower case; a comma before one makes it bind less than those without (copyright format 1.0, section 7.2).
    private string Debian(string text, int depth)
    {
        if (depth < MostDepth)
        {
            foreach (
                var (mark, word) in new[]
                {
                    (", and ", " AND "),
                    (", or ", " OR "),
                    (" or ", " OR "),
                    (" and/or ", " OR "),
                    (" and ", " AND "),
                }
            )
            {
                var parts = text.Split(mark, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                if (parts.Length > 1)
                {
                    return Join(parts.Select(part => Debian(part, depth + 1)), word);
                }
            }
        }

        return Leaf(text);
    }

    // Alternatives behind bars, each perhaps with a file of more or only of names ("Writing R Extensions", section 1.1.2).
    private string R(string text)
    {
        var alternatives = text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(alternative => LicenseFile().Replace(alternative, string.Empty))
            .Select(alternative =>
                alternative == "GPL" ? "GPL-1.0-or-later"
                : alternative == "LGPL" ? "LGPL-2.0-or-later"
                : Leaf(alternative.Length == 0 ? text : alternative)
            )
            .ToList();
        return alternatives.Count == 0 ? Reference(text) : Join(alternatives, " OR ");
    }

    // An expression already, if every word of it is known to be one; else a name.
    private string Spdx(string text)
    {
        if (LicenseAliases.Find(text) is { } known)
        {
            return known;
        }

        var tokens = Tokens().Matches(text).Select(match => match.Value).ToList();
        var position = 0;
        var expression = tokens.Count > 1 ? Choice(tokens, ref position, 0) : null;
        return expression is not null && position == tokens.Count ? expression : Leaf(text);
    }

    private string? Choice(List<string> tokens, ref int position, int depth) =>
        Operands(
            tokens,
            ref position,
            depth,
            "OR",
            (ref int at) => Operands(tokens, ref at, depth, "AND", (ref int within) => Simple(tokens, ref within, depth))
        );

    private delegate string? Operand(ref int position);

    private static string? Operands(List<string> tokens, ref int position, int depth, string word, Operand operand)
    {
        var parts = new List<string>();
        do
        {
            if (operand(ref position) is not { } part)
            {
                return null;
            }

            parts.Add(part);
        } while (
            depth < MostDepth
            && position < tokens.Count
            && tokens[position].Equals(word, StringComparison.OrdinalIgnoreCase)
            && ++position > 0
        );

        return Join(parts, $" {word} ");
    }

    private string? Simple(List<string> tokens, ref int position, int depth)
    {
        if (position >= tokens.Count || depth >= MostDepth)
        {
            return null;
        }

        var token = tokens[position++];
        if (token == "(")
        {
            var inner = Choice(tokens, ref position, depth + 1);
            return inner is not null && position < tokens.Count && tokens[position++] == ")" ? inner : null;
        }

        var known = LicenseAliases.Find(token);
        if (known is null || position + 1 >= tokens.Count || !tokens[position].Equals("WITH", StringComparison.OrdinalIgnoreCase))
        {
            // A word that is no identifier, such as 'License' in 'BSD License', makes it a name.
            return known ?? (token.StartsWith("LicenseRef-", StringComparison.Ordinal) ? Reference(token) : null);
        }

        position++;
        return LicenseIds.FindException(tokens[position++]) is { } exception ? $"{known} WITH {exception}" : null;
    }

    private string Leaf(string text) => LicenseAliases.Find(text) ?? Excepted(text) ?? Reference(text);

    private static string? Excepted(string text)
    {
        var parts = text.Split(" with ", 2, StringSplitOptions.TrimEntries);
        return
            parts is [var license, var exception]
            && LicenseAliases.Find(license) is { } known
            && LicenseIds.FindException(exception.Replace(' ', '-')) is { } with
            ? $"{known} WITH {with}"
            : null;
    }

    // SPDX 2.3, section 10.1: letters, digits, dots and hyphens.
    private string Reference(string text)
    {
        var name = Other()
            .Replace(text.StartsWith("LicenseRef-", StringComparison.Ordinal) ? text["LicenseRef-".Length..] : text, "-")
            .Trim('-');
        if (name != text || name.Length > LongestReference)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
            name = $"{name[..Math.Min(name.Length, LongestReference)].Trim('-')}-{hash}".TrimStart('-');
        }

        var reference = "LicenseRef-" + name;
        references[reference] = text;
        return reference;
    }

    private static string Join(IEnumerable<string> parts, string word)
    {
        var all = parts.Distinct(StringComparer.Ordinal).ToList();
        return all.Count == 1
            ? all[0]
            : string.Join(
                word,
                all.Select(part =>
                    word == " AND " && part.Contains(" OR ", StringComparison.Ordinal) && !IsBracketed(part) ? $"({part})" : part
                )
            );
    }

    private static bool IsBracketed(string part) => part[0] == '(' && part.IndexOf(')', StringComparison.Ordinal) == part.Length - 1;

    [GeneratedRegex(@"\s*\+?\s*file\s+LICEN[CS]E\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex LicenseFile();

    [GeneratedRegex(@"[()]|[^\s()]+", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    [GeneratedRegex("[^A-Za-z0-9.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Other();
}
