using System.Text;

namespace Images.Engines;

public sealed class PrivateEngineTests
{
    [Fact]
    public void The_socket_lies_with_the_data_unless_its_path_is_too_long_for_the_kernel()
    {
        var usual = new PrivateEngineFiles(Host("/home/u"));
        var deep = new PrivateEngineFiles(Host("/" + new string('d', 100)));

        Assert.Equal("/home/u/.local/state/images/engine/docker.sock", usual.Socket);
        Assert.StartsWith("/run/images-", deep.Socket, StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetByteCount(deep.Socket) < 108);
        Assert.True(usual.Bridge.Length <= 15);
        Assert.NotEqual(usual.Bridge, deep.Bridge);
    }

    [Fact]
    public void Containers_get_addresses_that_nothing_here_uses()
    {
        var used = new[] { Subnet.Parse("10.213.4.0/24"), Subnet.Parse("10.214.0.0/15") };

        Assert.Equal("10.216", PrivateNetwork.FreePrefix(used));
        Assert.StartsWith("172.", PrivateNetwork.FreePrefix([Subnet.Parse("10.0.0.0/8")]), StringComparison.Ordinal);
        Assert.Throws<EngineException>(() => PrivateNetwork.FreePrefix([Subnet.Parse("0.0.0.0/0")]));
    }

    [Fact]
    public void Routes_are_read_in_the_kernels_byte_order_without_the_default_one()
    {
        const string Table =
            "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n"
            + "eth0\t00000000\t0100000A\t0003\t0\t0\t0\t00000000\n"
            + "br0\t001C1FAC\t00000000\t0001\t0\t0\t0\t00FFFFFF\n";

        Assert.Equal([Subnet.Parse("172.31.28.0/24")], PrivateNetwork.Routes(Table));
    }

    [Fact]
    public void Mount_points_below_a_folder_come_deepest_first()
    {
        const string Table =
            "1 0 0:1 / / rw - ext4 x\n2 1 0:2 / /data rw - x x\n3 1 0:3 / /data/a\\040b/c rw - x x\n4 1 0:4 / /database rw - x x\n";

        Assert.Equal(["/data/a b/c", "/data"], Mounts.Below("/data", Table));
    }

    [Fact]
    public async Task Who_is_not_root_is_told_what_to_do()
    {
        var engine = new PrivateEngine(
            Host("/home/u"),
            new HostCommands(),
            new EngineProbe(TimeSpan.FromSeconds(1)),
            TimeProvider.System,
            new Progress<string>()
        );

        var error = await Assert.ThrowsAsync<EngineException>(() =>
            engine.StartAsync(new EngineOptions(), TestContext.Current.CancellationToken)
        );

        Assert.StartsWith("engine: none found; start docker", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ID=debian\n", true)]
    [InlineData("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", true)]
    [InlineData("NAME=\"Fedora\"\nID=fedora\n", false)]
    public void Apt_is_used_on_debian_and_what_resembles_it(string text, bool expected) =>
        Assert.Equal(expected, OsRelease.Parse(text).IsDebianLike);

    private static HostEnvironment Host(string home) => new(new Dictionary<string, string>(), home, IsLinux: true, IsRoot: false);
}
