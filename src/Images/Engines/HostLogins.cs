using Images.Registry.Logins;

namespace Images.Engines;

/// <summary>The logins to registries of the user that this program runs as: docker's own, then those of workflows' variables.</summary>
public static class HostLogins
{
    /// <summary>Finds them; nothing is read yet.</summary>
    /// <param name="host">The machine and user.</param>
    /// <returns>What is asked when a login is needed.</returns>
    public static IRegistryCredentials Of(HostEnvironment host) =>
        new FirstLogin(new DockerConfigLogins(host.DockerConfigFolder), new EnvironmentLogins(host.Variables));
}
