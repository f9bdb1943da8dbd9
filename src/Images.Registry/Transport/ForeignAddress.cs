using System.Net;
using System.Net.Sockets;

namespace Images.Registry.Transport;

/// <summary>Judges addresses that a registry chose: one on the Internet must not send us into our own network.</summary>
internal static class ForeignAddress
{
    /// <summary>Says why an address must not be asked, without a login; null where it may be.</summary>
    public static string? Objection(Uri registry, Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
        {
            return "is no address";
        }

        if (address.Scheme == Uri.UriSchemeHttp && registry.Scheme != Uri.UriSchemeHttp)
        {
            return "is without TLS";
        }

        return IsHere(address.IdnHost) && address.Host != registry.Host && !IsInternal(registry.IdnHost) ? "is an internal address" : null;
    }

    /// <summary>Says whether a name is this machine or its link, where machines in a cloud find their keys.</summary>
    public static bool IsHere(string host) =>
        RegistryHosts.IsLoopback(host) || (Parse(host) is { } ip && (IsLink(ip) || IPAddress.IsLoopback(ip)));

    /// <summary>Says whether a name is an address that is not of the Internet.</summary>
    public static bool IsInternal(string host) => IsHere(host) || (Parse(host) is { } ip && IsInternal(ip));

    /// <summary>Says whether an address is not of the Internet.</summary>
    public static bool IsInternal(IPAddress address)
    {
        var ip = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (ip.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return IPAddress.IsLoopback(ip)
                || ip.IsIPv6LinkLocal
                || ip.IsIPv6SiteLocal
                || ip.IsIPv6UniqueLocal
                || ip.Equals(IPAddress.IPv6Any);
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

    private static bool IsLink(IPAddress address) =>
        address.IsIPv6LinkLocal || address.Equals(IPAddress.Any) || address.GetAddressBytes() is [169, 254, _, _];

    private static IPAddress? Parse(string host)
    {
        if (!IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return null;
        }

        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
