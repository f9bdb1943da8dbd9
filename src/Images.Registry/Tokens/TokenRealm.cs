using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Registry.Tokens;

/// <summary>Decides whether a token server that a registry names may be asked, and be shown a login.</summary>
internal static class TokenRealm
{
    /// <exception cref="RegistryException">It may not: a registry must not send a login to a place that it chose freely.</exception>
    public static async Task<Uri> CheckAsync(
        RegistryReference reference,
        RegistryHosts hosts,
        string realm,
        CancellationToken cancellationToken
    )
    {
        var registry = hosts.RootOf(reference.ApiHost);
        if (!Uri.TryCreate(realm, UriKind.Absolute, out var address))
        {
            throw Refused(reference, registry, "is no address");
        }

        if (ForeignAddress.Objection(registry, address) is { } objection)
        {
            throw Refused(reference, registry, objection);
        }

        if (address.Host == registry.Host)
        {
            return address.UserInfo.Length == 0 ? address : throw Refused(reference, registry, "holds a login");
        }

        // A registry without TLS is near, or was named by the user; what it names was not.
        if (address.Scheme == Uri.UriSchemeHttp && !hosts.IsPlain(address.Authority))
        {
            throw Refused(reference, registry, "is without TLS");
        }

        if (await hosts.IsInternalAsync(address, cancellationToken) && !await hosts.IsInternalAsync(registry, cancellationToken))
        {
            throw Refused(reference, registry, "is an internal address");
        }

        return address.UserInfo.Length == 0 ? address : throw Refused(reference, registry, "holds a login");
    }

    private static RegistryException Refused(RegistryReference reference, Uri registry, string why) =>
        new(
            RegistryProblem.Unauthorized,
            $"{reference}: {registry.Authority} names a token server that {why}; nothing was sent there: ask who runs the registry"
        );
}
