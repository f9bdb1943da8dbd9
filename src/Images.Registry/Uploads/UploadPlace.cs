using System.Globalization;
using System.Text.RegularExpressions;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Requests;
using Images.Registry.Transport;

namespace Images.Registry.Uploads;

/// <summary>Where an upload goes on (OCI distribution specification, "Pushing blobs").</summary>
/// <param name="Address">What the registry named last; it holds the registry's own notes, and no message shows its query.</param>
/// <param name="Taken">How many bytes the registry has; null where it does not say.</param>
/// <param name="LeastChunk">How many bytes a chunk must have, the last one excepted; 0: any number.</param>
internal sealed partial record UploadPlace(Uri Address, long? Taken, int LeastChunk)
{
    /// <summary>Reads an answer.</summary>
    /// <param name="reference">The repository.</param>
    /// <param name="registry">The address of the registry's API.</param>
    /// <param name="response">The answer.</param>
    /// <param name="before">What was known before; null for the first answer.</param>
    /// <exception cref="RegistryException">It names no place, or one that must not be asked.</exception>
    public static UploadPlace Of(RegistryReference reference, Uri registry, HttpResponseMessage response, UploadPlace? before)
    {
        var here = response.RequestMessage?.RequestUri ?? registry;
        var address = response.Headers.Location is { } location && Uri.TryCreate(here, location, out var next) ? next : before?.Address;
        return address is null
            ? throw RegistryErrors.Malformed(reference, registry, "it names no place for an upload")
            : new UploadPlace(
                Redirect.Accept(reference, registry, WithTls(registry, address)),
                TakenOf(response),
                int.TryParse(
                    AnswerHeaders.TextOf(response, "OCI-Chunk-Min-Length"),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var least
                )
                    ? least
                    : before?.LeastChunk ?? 0
            );
    }

    /// <summary>The address that ends the upload; what is in its query stays.</summary>
    public Uri WithDigest(string digest)
    {
        var query = Address.Query.Length > 1 ? Address.Query[1..] + "&" : string.Empty;
        return new UriBuilder(Address) { Query = $"{query}digest={Uri.EscapeDataString(digest)}" }.Uri;
    }

    /// <summary>Nothing of the query, so that no log can show it.</summary>
    public override string ToString() => Address.GetLeftPart(UriPartial.Path);

    // Behind a proxy that ends TLS a registry takes itself for one without.
    private static Uri WithTls(Uri registry, Uri address) =>
        registry.Scheme == Uri.UriSchemeHttps && address.Scheme == Uri.UriSchemeHttp && address.Host == registry.Host
            ? new UriBuilder(address) { Scheme = registry.Scheme, Port = registry.Port }.Uri
            : address;

    // The last byte is part of a range, and 0-0 is said of one byte and of none.
    private static long? TakenOf(HttpResponseMessage response)
    {
        var match = LastByte().Match(AnswerHeaders.TextOf(response, "Range") ?? string.Empty);
        return match.Success && long.TryParse(match.Groups["last"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last == 0
                ? 0
                : last + 1
            : null;
    }

    [GeneratedRegex(@"\A(?:bytes[ =])?0-(?<last>\d{1,18})", RegexOptions.CultureInvariant)]
    private static partial Regex LastByte();
}
