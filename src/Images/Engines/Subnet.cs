using System.Buffers.Binary;
using System.Net;

namespace Images.Engines;

/// <summary>A range of IPv4 addresses.</summary>
/// <param name="First">The range's first address as a number.</param>
/// <param name="Length">Length of the prefix in bits.</param>
internal readonly record struct Subnet(uint First, int Length)
{
    /// <summary>The range that holds an address.</summary>
    public static Subnet Of(IPAddress address, int length)
    {
        var number = BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());
        return new Subnet(length == 0 ? 0 : number & (uint.MaxValue << (32 - length)), length);
    }

    /// <summary>Reads <c>10.0.0.0/8</c>.</summary>
    public static Subnet Parse(string text)
    {
        var network = IPNetwork.Parse(text);
        return Of(network.BaseAddress, network.PrefixLength);
    }

    /// <summary>Whether both have an address in common.</summary>
    public bool Overlaps(Subnet other)
    {
        var shorter = Math.Min(Length, other.Length);
        return shorter == 0 || (First ^ other.First) >> (32 - shorter) == 0;
    }
}
