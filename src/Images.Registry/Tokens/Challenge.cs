using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Images.Registry.Tokens;

/// <summary>How a registry wants to be shown who asks (RFC 9110 section 11.6.1; distribution's token authentication specification).</summary>
/// <param name="Realm">Where tokens are had; null: the registry takes name and password itself.</param>
/// <param name="Service">What the token server calls the registry; null where it has no name.</param>
/// <param name="Scope">The scope that was wanted; null where none was named.</param>
internal sealed partial record Challenge(string? Realm, string? Service, string? Scope)
{
    /// <summary>Finds the first challenge that can be met.</summary>
    public static Challenge? Find(HttpHeaderValueCollection<AuthenticationHeaderValue> headers)
    {
        Challenge? basic = null;
        foreach (var header in headers)
        {
            if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            {
                var values = Parameters()
                    .Matches(header.Parameter ?? string.Empty)
                    .ToLookup(
                        match => match.Groups["name"].Value.ToLowerInvariant(),
                        match => match.Groups["quoted"].Success ? Unescape(match.Groups["quoted"].Value) : match.Groups["plain"].Value,
                        StringComparer.Ordinal
                    );
                if (values["realm"].FirstOrDefault() is { Length: > 0 } realm)
                {
                    return new Challenge(realm, values["service"].FirstOrDefault(), values["scope"].FirstOrDefault());
                }
            }
            else if (header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            {
                basic = new Challenge(null, null, null);
            }
        }

        return basic;
    }

    private static string Unescape(string quoted) => Escapes().Replace(quoted, "$1");

    [GeneratedRegex("""(?<name>[A-Za-z_-]+)\s*=\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<plain>[^\s,"]+))""", RegexOptions.CultureInvariant)]
    private static partial Regex Parameters();

    [GeneratedRegex(@"\\(.)", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();
}
