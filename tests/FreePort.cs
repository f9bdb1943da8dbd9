using System.Net;
using System.Net.Sockets;

namespace Images.Loopback;

/// <summary>A port of the loopback on which nothing listens.</summary>
internal static class FreePort
{
    /// <summary>Finds one; nobody keeps it until it is used.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
