using System.Net;
using System.Net.Sockets;
using Images.Registry.Errors;
using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Registry.Tokens;

/// <summary>Decides whether a token server that a registry names may be asked, and be shown a login.</summary>
internal static class TokenRealm
{
    /// <exception cref="RegistryException">It may not: a registry must not send a login to a place that it chose freely.</exception>
    public static Uri Check(RegistryReference reference, Uri registry, string realm)
    {
        if (
            !Uri.TryCreate(realm, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        )
        {
            throw Refused(reference, registry, "is no address");
        }

        if (address.Scheme == Uri.UriSchemeHttp && registry.Scheme != Uri.UriSchemeHttp)
        {
            throw Refused(reference, registry, "is without TLS");
        }

        if (
            address.Host != registry.Host
            && IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)
            && IsInternal(ip)
            && !RegistryHosts.IsLoopback(registry.Authority)
        )
        {
            throw Refused(reference, registry, "is an internal address");
        }

        return address.UserInfo.Length == 0 ? address : throw Refused(reference, registry, "holds a login");
    }

    private static bool IsInternal(IPAddress address)
    {
        var ip = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (ip.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return IPAddress.IsLoopback(ip) || ip.IsIPv6LinkLocal || ip.IsIPv6SiteLocal || ip.IsIPv6UniqueLocal;
        }

        return ip.GetAddressBytes() switch
        {
            [0 or 10 or 127, ..] => true,
            [100, >= 64 and <= 127, ..] => true,
            [169, 254, ..] => true,
            [172, >= 16 and <= 31, ..] => true,
            [192, 168, ..] => true,
            _ => false,
        };
    }

    private static RegistryException Refused(RegistryReference reference, Uri registry, string why) =>
        new(
            RegistryProblem.Unauthorized,
            $"{reference}: {registry.Authority} names a token server that {why}; nothing was sent there: ask who runs the registry"
        );
}
