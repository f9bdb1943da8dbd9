using System.Text.RegularExpressions;

namespace Images.Registry.Requests;

/// <summary>Where a list goes on (RFC 8288; OCI distribution specification, "Listing Tags").</summary>
internal static partial class NextPage
{
    /// <summary>The path and query on the same registry; null at the end of the list. Another host is never followed.</summary>
    public static string? Of(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links) || response.RequestMessage?.RequestUri is not { } here)
        {
            return null;
        }

        var next = links.Select(link => Link().Match(link)).FirstOrDefault(match => match.Success);
        return next is not null && Uri.TryCreate(here, next.Groups["address"].Value, out var address) && address.Authority == here.Authority
            ? address.PathAndQuery
            : null;
    }

    [GeneratedRegex("""<(?<address>[^>]+)>\s*;\s*rel="?next"?""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
