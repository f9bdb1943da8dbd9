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
        if (shown is { Scheme: "Bearer" })
        {
            // Somebody else may have put a new one in its place already.
            foreach (var old in tokens.Where(pair => Ready(pair.Value)?.Value == shown.Parameter))
            {
                tokens.TryRemove(old);
            }
        }

        var header = await HeaderAsync(request, cancellationToken);
        return header is null || header.Equals(shown) ? null : header;
    }

    private async Task<AccessToken> TokenAsync(RegistryRequest request, Challenge challenge, CancellationToken cancellationToken)
    {
        if (request.Actions == RegistryRequest.Pull && request.AlsoPulls is null && Wider(request, challenge) is { } wider)
        {
            return wider;
        }

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

    // Who may write may read; a token less is a request less.
    private AccessToken? Wider(RegistryRequest request, Challenge challenge) =>
        tokens.TryGetValue(KeyOf(request with { Actions = RegistryRequest.Push }, challenge), out var lazy)
        && Ready(lazy) is { } token
        && token.Ends > time.GetUtcNow()
            ? token
            : null;

    private static AccessToken? Ready(Lazy<Task<AccessToken>> lazy) =>
        lazy is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } task } ? task.Result : null;

    // Several requests wait for it, so that none of them can cancel it; it has a limit of its own.
    private async Task<AccessToken> FetchAsync(RegistryRequest request, Challenge challenge)
    {
        var reference = request.Reference;
        var realm = await TokenRealm.CheckAsync(reference, hosts, challenge.Realm!, CancellationToken.None);
        var login = await LoginAsync(reference, CancellationToken.None);
        return await server.GetAsync(reference, realm, challenge.Service, ScopesOf(request, challenge), login, CancellationToken.None);
    }

    private async Task<RegistryCredential?> LoginAsync(RegistryReference reference, CancellationToken cancellationToken) =>
        options.Credentials is { } logins ? await logins.GetAsync(reference.Registry, cancellationToken) : null;

    private static string KeyOf(RegistryRequest request, Challenge challenge) =>
        $"{request.Reference.ApiHost} {challenge.Realm} {string.Join(' ', ScopesOf(request, challenge))}";

    // Some registries have one scope of their own for everything.
    private static IReadOnlyList<string> ScopesOf(RegistryRequest request, Challenge challenge) =>
        challenge.Scope is { Length: > 0 } scope && !scope.StartsWith("repository:", StringComparison.Ordinal) ? [scope] : request.Scopes;
}
