using Images.Registry.Tests.Wire;

[assembly: AssemblyFixture(typeof(RegistryFixture))]

namespace Images.Registry.Tests.Wire;

/// <summary>Debian's registry, fetched once for all tests, and one of it that wants a login.</summary>
public sealed class RegistryFixture : IAsyncLifetime
{
    public const string User = "relay";
    public const string Password = "relay-pass";

    // bcrypt of the password above, which is what the registry reads.
    private const string Line = "relay:$2y$05$abcdefghijklmnopqrstuuvWFEMR8lTuF2Rnw2GAnE8DM7HUWUu7W\n";
    private readonly TemporaryDirectory folder = new();
    private LoopbackRegistry? registry;

    internal string Program { get; private set; } = "";

    internal string Address => registry!.Address;

    public async ValueTask InitializeAsync()
    {
        Program = await RegistryProgram.FindAsync(folder.Path, CancellationToken.None);
        folder.Write("htpasswd", Line);
        registry = await LoopbackRegistry.StartAsync(
            new RegistrySettings { Program = Program, Auth = $"{{ htpasswd: {{ realm: tests, path: {folder["htpasswd"]} }} }}" },
            CancellationToken.None
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (registry is not null)
        {
            await registry.DisposeAsync();
        }

        folder.Dispose();
    }
}
