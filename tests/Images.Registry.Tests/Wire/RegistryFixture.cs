using Images.Registry.Tests.Wire;

[assembly: AssemblyFixture(typeof(RegistryFixture))]

namespace Images.Registry.Tests.Wire;

/// <summary>Debian's registry, fetched once for all tests, and two of it: one that wants a login, and one that lets everybody in.</summary>
public sealed class RegistryFixture : IAsyncLifetime
{
    public const string User = "relay";
    public const string Password = "relay-pass";

    // bcrypt of the password above, which is what the registry reads.
    private const string Line = "relay:$2y$04$abcdefghijklmnopqrstuu3xRYtQ1C1FF6gFs1ybywCBtHd.bnRtW\n";
    private readonly TemporaryDirectory folder = new();
    private LoopbackRegistry? registry;
    private LoopbackRegistry? open;

    internal string Program { get; private set; } = "";

    internal string Address => registry!.Address;

    internal string OpenAddress => open!.Address;

    public async ValueTask InitializeAsync()
    {
        Program = await RegistryProgram.FindAsync(folder.Path, CancellationToken.None);
        folder.Write("htpasswd", Line);
        registry = await LoopbackRegistry.StartAsync(
            new RegistrySettings { Program = Program, Auth = $"{{ htpasswd: {{ realm: tests, path: {folder["htpasswd"]} }} }}" },
            CancellationToken.None
        );
        open = await LoopbackRegistry.StartAsync(new RegistrySettings { Program = Program }, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (registry is not null)
        {
            await registry.DisposeAsync();
        }

        if (open is not null)
        {
            await open.DisposeAsync();
        }

        folder.Dispose();
    }
}
