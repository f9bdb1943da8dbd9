using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Images.Engines;

/// <summary>The private engine's own bridge, addresses and rules, so that it and another dockerd leave each other alone.</summary>
/// <remarks>
/// dockerd manages tables and bridges as if it were the only one of its network namespace: one without a bridge even removes
/// docker0. So ours is given a ready bridge and touches no table; what lets containers out is one chain of our own.
/// </remarks>
internal sealed class PrivateNetwork(IHostCommands commands, PrivateEngineFiles files)
{
    private const string Forwarding = "/proc/sys/net/ipv4/ip_forward";

    /// <summary>Makes the bridge and the rules; what is there already stays.</summary>
    /// <returns>The pool from which the engine takes addresses for further networks, such as <c>10.213.128.0/17</c>.</returns>
    /// <exception cref="EngineException">The kernel refused.</exception>
    public async Task<string> CreateAsync(CancellationToken cancellationToken)
    {
        var prefix = PrefixOf(files.Bridge);
        if (prefix is null)
        {
            prefix = FreePrefix(Used());
            await RunAsync("ip", ["link", "add", files.Bridge, "type", "bridge"], cancellationToken);
            await RunAsync("ip", ["addr", "add", $"{prefix}.0.1/24", "dev", files.Bridge], cancellationToken);
            await RunAsync("ip", ["link", "set", files.Bridge, "up"], cancellationToken);
        }

        if (File.Exists(Forwarding) && (await File.ReadAllTextAsync(Forwarding, cancellationToken)).Trim() != "1")
        {
            await File.WriteAllTextAsync(Forwarding, "1", cancellationToken);
        }

        await AddRulesAsync($"{prefix}.0.0/16", cancellationToken);
        return $"{prefix}.128.0/17";
    }

    /// <summary>Takes everything away again; what is not there is no error.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        string[][] undo =
        [
            ["iptables", "-t", "nat", "-D", "POSTROUTING", "-j", files.Chain],
            ["iptables", "-t", "nat", "-F", files.Chain],
            ["iptables", "-t", "nat", "-X", files.Chain],
            ["iptables", "-D", "FORWARD", "-j", files.Chain],
            ["iptables", "-F", files.Chain],
            ["iptables", "-X", files.Chain],
            ["ip", "link", "delete", files.Bridge],
        ];
        foreach (var command in undo)
        {
            await commands.RunAsync(new HostCommand(command[0], command[1..]), cancellationToken);
        }
    }

    /// <summary>The first two numbers of a range of 65536 addresses that nothing here uses.</summary>
    /// <param name="used">Addresses and routes of the machine.</param>
    /// <exception cref="EngineException">All candidates are taken.</exception>
    internal static string FreePrefix(IReadOnlyCollection<Subnet> used)
    {
        var candidates = Enumerable.Range(213, 30).Select(n => $"10.{n}").Concat(Enumerable.Range(16, 16).Select(n => $"172.{n}"));
        return candidates.FirstOrDefault(c => !used.Any(u => u.Overlaps(Subnet.Parse($"{c}.0.0/16"))))
            ?? throw new EngineException("network: no free address range for containers; name an engine with --engine=URL");
    }

    private async Task AddRulesAsync(string range, CancellationToken cancellationToken)
    {
        var chain = files.Chain;
        string[][] rules =
        [
            ["-t", "nat", "-N", chain],
            ["-t", "nat", "-F", chain],
            ["-t", "nat", "-A", chain, "-s", range, "!", "-d", range, "-j", "MASQUERADE"],
            ["-N", chain],
            ["-F", chain],
            ["-A", chain, "-s", range, "-j", "ACCEPT"],
            ["-A", chain, "-d", range, "-m", "conntrack", "--ctstate", "RELATED,ESTABLISHED", "-j", "ACCEPT"],
        ];
        foreach (var rule in rules)
        {
            var exists = await commands.RunAsync(new HostCommand("iptables", ["-w", .. rule]), cancellationToken);
            if (exists.ExitCode != 0 && !rule.Contains("-N"))
            {
                throw Refused("iptables", rule, exists);
            }
        }

        await JumpAsync(["-t", "nat"], "POSTROUTING", cancellationToken);
        await JumpAsync([], "FORWARD", cancellationToken);
    }

    private async Task JumpAsync(string[] table, string from, CancellationToken cancellationToken)
    {
        var check = await commands.RunAsync(
            new HostCommand("iptables", ["-w", .. table, "-C", from, "-j", files.Chain]),
            cancellationToken
        );
        if (check.ExitCode != 0)
        {
            await RunAsync("iptables", ["-w", .. table, "-I", from, "-j", files.Chain], cancellationToken);
        }
    }

    private async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var result = await commands.RunAsync(new HostCommand(program, arguments), cancellationToken);
        if (result.ExitCode != 0)
        {
            throw Refused(program, arguments, result);
        }
    }

    private static EngineException Refused(string program, string[] arguments, HostCommandResult result) =>
        new(
            $"network: '{program} {string.Join(' ', arguments)}' failed: {result.LastLine}; "
                + "a private engine needs CAP_NET_ADMIN and the kernel's bridge and nat modules, or name another with --engine=URL"
        );

    private static string? PrefixOf(string name)
    {
        var bridge = NetworkInterface.GetAllNetworkInterfaces().FirstOrDefault(i => i.Name == name);
        var address = bridge?.GetIPProperties().UnicastAddresses.FirstOrDefault(a => a.Address.AddressFamily == AddressFamily.InterNetwork);
        return address?.Address.GetAddressBytes() is [var a, var b, ..] ? string.Create(CultureInfo.InvariantCulture, $"{a}.{b}") : null;
    }

    private static List<Subnet> Used()
    {
        var used = NetworkInterface
            .GetAllNetworkInterfaces()
            .SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .Where(a => a.Address.AddressFamily == AddressFamily.InterNetwork)
            .Select(a => Subnet.Of(a.Address, a.PrefixLength))
            .ToList();
        if (File.Exists("/proc/net/route"))
        {
            used.AddRange(Routes(File.ReadAllText("/proc/net/route")));
        }

        return used;
    }

    /// <summary>The kernel's routes but the default one; its numbers are in the machine's byte order.</summary>
    internal static IEnumerable<Subnet> Routes(string table) =>
        from line in table.Split('\n').Skip(1)
        let fields = line.Split('\t')
        where fields.Length > 7
        let target = new IPAddress(uint.Parse(fields[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        let mask = uint.Parse(fields[7], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        where mask != 0
        select Subnet.Of(target, System.Numerics.BitOperations.PopCount(mask));
}
