namespace Images.Registry.Logins;

/// <summary>Asks several places for a login; the first that has one is right.</summary>
/// <param name="places">In the order in which they are asked.</param>
public sealed class FirstLogin(params IReadOnlyList<IRegistryCredentials> places) : IRegistryCredentials
{
    /// <inheritdoc/>
    public async ValueTask<RegistryCredential?> GetAsync(string host, CancellationToken cancellationToken)
    {
        foreach (var place in places)
        {
            if (await place.GetAsync(host, cancellationToken) is { } login)
            {
                return login;
            }
        }

        return null;
    }
}
