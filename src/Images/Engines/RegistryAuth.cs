using Docker.DotNet.Models;
using Images.Registry.Errors;
using Images.Registry.Logins;

namespace Images.Engines;

/// <summary>A login in the form in which engines take it.</summary>
internal static class RegistryAuth
{
    /// <summary>Turns a login into the engine's form.</summary>
    /// <param name="login">The login; null: none.</param>
    public static AuthConfig Of(RegistryCredential? login) =>
        login switch
        {
            null => new AuthConfig(),
            { UserName: "" } => new AuthConfig { IdentityToken = login.Secret },
            _ => new AuthConfig { Username = login.UserName, Password = login.Secret },
        };

    /// <summary>Asks for the login to a registry.</summary>
    /// <exception cref="EngineException">The user's logins can't be read.</exception>
    public static async Task<RegistryCredential?> LoginAsync(IRegistryCredentials logins, string host, CancellationToken cancellationToken)
    {
        try
        {
            return await logins.GetAsync(host, cancellationToken);
        }
        catch (RegistryLoginException e)
        {
            throw new EngineException(e.Message, e);
        }
    }
}
