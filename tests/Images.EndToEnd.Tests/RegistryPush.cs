using Images.Engines;
using Images.Registry.Logins;

namespace Images.EndToEnd.Tests;

/// <summary>Sends images to registries that need no login.</summary>
internal static class RegistryPush
{
    /// <summary>Names an image of the engine and sends it there.</summary>
    /// <returns>The digest that the registry has then.</returns>
    public static async Task<string> ToAsync(SharedEngine engine, string image, string name, CancellationToken cancellationToken)
    {
        await engine.TagAsync(image, name);
        using var none = new BuildKit.Tests.TemporaryDirectory();
        return await new ImageTransfer(engine.Connection.Docker.Images, new DockerConfigLogins(none.Path)).PushAsync(
            name,
            cancellationToken
        );
    }
}
