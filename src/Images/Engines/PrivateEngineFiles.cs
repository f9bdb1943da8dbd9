using System.Security.Cryptography;
using System.Text;

namespace Images.Engines;

/// <summary>Where the private engine keeps what, and what it is called in the kernel's tables.</summary>
internal sealed class PrivateEngineFiles
{
    /// <summary>Room in sockaddr_un, less what containerd appends below the runtime folder.</summary>
    private const int LongestSocketPath = 100;

    public PrivateEngineFiles(HostEnvironment host)
    {
        Root = Path.Combine(host.StateFolder, "engine");
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Root)))[..6];
        Runtime = $"/run/images-{Id}";
        var socket = Path.Combine(Root, "docker.sock");
        Socket = Encoding.UTF8.GetByteCount(socket) <= LongestSocketPath ? socket : Path.Combine(Runtime, "docker.sock");
    }

    /// <summary>Tells this engine's bridge and chain from those of another user's.</summary>
    public string Id { get; }

    /// <summary>Everything that outlives a restart of the machine.</summary>
    public string Root { get; }

    /// <summary>Images, containers and build cache.</summary>
    public string Data => Path.Combine(Root, "data");

    /// <summary>State of running containers; gone after a restart of the machine.</summary>
    public string Runtime { get; }

    public string Socket { get; }

    public string Log => Path.Combine(Root, "dockerd.log");

    public string Configuration => Path.Combine(Root, "daemon.json");

    /// <summary>Process id of dockerd, written before it starts.</summary>
    public string ProcessId => Path.Combine(Root, "pid");

    /// <summary>Held while the engine is started or stopped.</summary>
    public string Lock => Path.Combine(Root, "lock");

    /// <summary>Name of the network bridge; the kernel allows 15 characters.</summary>
    public string Bridge => $"images-{Id}";

    /// <summary>Name of the chain in iptables; it allows 28 characters.</summary>
    public string Chain => $"IMAGES-{Id}";
}
