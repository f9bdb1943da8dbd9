namespace Images.BuildKit.Transport;

/// <summary>How a BuildKit is spoken to behind a connection.</summary>
public enum BuildKitRoute
{
    /// <summary>Found out with the first call and remembered: direct where the peer answers to it, by upgrade elsewhere.</summary>
    Probed,

    /// <summary>HTTP/1.1 upgrades of <c>/grpc</c> and <c>/session</c>: container engines.</summary>
    Upgrade,

    /// <summary>HTTP/2 from the first byte, sessions included: buildkitd without an engine around it, and newer engines.</summary>
    Direct,
}
