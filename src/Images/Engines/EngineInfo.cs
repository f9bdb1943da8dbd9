namespace Images.Engines;

/// <summary>What an engine says about itself.</summary>
/// <param name="Name">The host's name as the engine knows it.</param>
/// <param name="Version">The engine's version, such as <c>20.10.24+dfsg1</c>.</param>
/// <param name="ApiVersion">The newest API version that it speaks, such as <c>1.41</c>.</param>
/// <param name="OperatingSystem">The platform's operating system, such as <c>linux</c>.</param>
/// <param name="Architecture">The platform's architecture in image terms, such as <c>amd64</c>.</param>
/// <param name="Processors">Number of processors that it may use.</param>
/// <param name="MemoryBytes">Memory of its host in bytes.</param>
/// <param name="StorageDriver">The storage driver, such as <c>overlay2</c> or <c>overlayfs</c>.</param>
/// <param name="DataRoot">Directory of its data on its own host; empty when it doesn't say.</param>
/// <param name="IsContainerdStore">Whether images are kept in containerd's store.</param>
/// <param name="IsPodman">Whether this is podman's docker-compatible service: no BuildKit.</param>
/// <param name="CgroupVersion">1 or 2; 0 when it doesn't say.</param>
public sealed record EngineInfo(
    string Name,
    string Version,
    string ApiVersion,
    string OperatingSystem,
    string Architecture,
    int Processors,
    long MemoryBytes,
    string StorageDriver,
    string DataRoot,
    bool IsContainerdStore,
    bool IsPodman,
    int CgroupVersion
)
{
    /// <summary>What tells this engine from those of other machines; empty when it doesn't say.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>How it hands out GPUs.</summary>
    public GpuAccess Gpus { get; init; } = GpuAccess.None;

    /// <summary>The platform that runs without emulation, such as <c>linux/amd64</c>.</summary>
    public string Platform => $"{OperatingSystem}/{Architecture}";
}
