using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Images.Registry.Errors;
using Images.Registry.Logins;
using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Registry.Tokens;

/// <summary>
/// Shows registries who asks. What a registry wants is remembered, and so are tokens; requests that need the same one at the same
/// time wait for one.
/// </summary>
internal sealed class Authorizer(RegistryHosts hosts, RegistryOptions options, TimeProvider time)
{
    private readonly TokenServer server = new(hosts, options, time);
    private readonly ConcurrentDictionary<string, Challenge> challenges = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<AccessToken>>> tokens = new(StringComparer.Ordinal);

    /// <summary>Makes the header of a request; null while the registry has not asked for one.</summary>
    /// <exception cref="RegistryException">There is no login, or it is refused.</exception>
    public async Task<AuthenticationHeaderValue?> HeaderAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        var reference = request.Reference;
        if (!challenges.TryGetValue(reference.ApiHost, out var challenge))
        {
            return null;
        }

        if (challenge.Realm is not null)
        {
            return new AuthenticationHeaderValue("Bearer", (await TokenAsync(request, challenge, cancellationToken)).Value);
        }

        var login = await LoginAsync(reference, cancellationToken);
        return login is { UserName.Length: > 0 } ? BasicLogin.Header(login) : null;
    }

    /// <summary>Takes in a challenge.</summary>
    /// <param name="request">What was sent.</param>
    /// <param name="shown">The header it was sent with.</param>
    /// <param name="challenge">What the registry wants; null where it does not say.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The header to send it with once more; null where that is of no use.</returns>
    public async Task<AuthenticationHeaderValue?> ChallengedAsync(
        RegistryRequest request,
        AuthenticationHeaderValue? shown,
        Challenge? challenge,
        CancellationToken cancellationToken
    )
    {
        if (challenge is null)
        {
            return null;
        }

        challenges[request.Reference.ApiHost] = challenge;
        if (shown is { Scheme: "Bearer" } && tokens.TryGetValue(KeyOf(request, challenge), out var old))
        {
            // Somebody else may have put a new one in its place already.
            if (old.IsValueCreated && old.Value.IsCompletedSuccessfully && (await old.Value).Value == shown.Parameter)
            {
                tokens.TryRemove(KeyValuePair.Create(KeyOf(request, challenge), old));
            }
        }

        var header = await HeaderAsync(request, cancellationToken);
        return header is null || header.Equals(shown) ? null : header;
    }

    private async Task<AccessToken> TokenAsync(RegistryRequest request, Challenge challenge, CancellationToken cancellationToken)
    {
        var key = KeyOf(request, challenge);
        while (true)
        {
            var lazy = tokens.GetOrAdd(key, _ => new(() => FetchAsync(request, challenge)));
            try
            {
                var token = await lazy.Value.WaitAsync(cancellationToken);
                if (token.Ends > time.GetUtcNow())
                {
                    return token;
                }

                tokens.TryRemove(KeyValuePair.Create(key, lazy));
            }
            catch (RegistryException)
            {
                tokens.TryRemove(KeyValuePair.Create(key, lazy));
                throw;
            }
        }
    }

    // Several requests wait for it, so that none of them can cancel it; it has a limit of its own.
    private async Task<AccessToken> FetchAsync(RegistryRequest request, Challenge challenge)
    {
        var reference = request.Reference;
        var realm = TokenRealm.Check(reference, hosts.RootOf(reference.ApiHost), challenge.Realm!);
        var login = await LoginAsync(reference, CancellationToken.None);
        return await server.GetAsync(reference, realm, challenge.Service, ScopeOf(request, challenge), login, CancellationToken.None);
    }

    private async Task<RegistryCredential?> LoginAsync(RegistryReference reference, CancellationToken cancellationToken) =>
        options.Credentials is { } logins ? await logins.GetAsync(reference.Registry, cancellationToken) : null;

    private static string KeyOf(RegistryRequest request, Challenge challenge) =>
        $"{request.Reference.ApiHost} {challenge.Realm} {ScopeOf(request, challenge)}";

    // Some registries have one scope of their own for everything.
    private static string ScopeOf(RegistryRequest request, Challenge challenge) =>
        challenge.Scope is { Length: > 0 } scope && !scope.StartsWith("repository:", StringComparison.Ordinal) ? scope : request.Scope;
}
