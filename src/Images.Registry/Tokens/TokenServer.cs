using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.Logins;
using Images.Registry.References;
using Images.Registry.Transport;

namespace Images.Registry.Tokens;

/// <summary>Gets tokens: with name and password, with an identity token, or anonymously.</summary>
internal sealed class TokenServer(RegistryHosts hosts, RegistryOptions options, TimeProvider time)
{
    private const int LongestAnswer = 1024 * 1024;
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    /// <exception cref="RegistryException">It gives none.</exception>
    public async Task<AccessToken> GetAsync(
        RegistryReference reference,
        Uri realm,
        string? service,
        IReadOnlyList<string> scopes,
        RegistryCredential? login,
        CancellationToken cancellationToken
    )
    {
        using var request = login is { UserName: "" }
            ? Refreshing(realm, service, scopes, login.Secret)
            : Asking(realm, service, scopes, login);
        request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        using var limit = new CancellationTokenSource(options.AnswerLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await hosts.For(realm).SendAsync(request, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw await RefusedAsync(reference, realm, login, response, either.Token);
            }

            var body = await BoundedBody.ReadAsync(response.Content, LongestAnswer, realm.Authority, either.Token);
            return Read(body);
        }
        catch (FormatException error)
        {
            throw RegistryErrors.Malformed(reference, realm, $"its token server gives no token: {error.Message}");
        }
        catch (HttpRequestException error)
        {
            throw RegistryErrors.Of(reference, realm, error);
        }
        catch (IOException error)
        {
            throw RegistryErrors.Broken(reference, realm, error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw RegistryErrors.Late(reference, realm, options.AnswerLimit);
        }
    }

    private static HttpRequestMessage Asking(Uri realm, string? service, IReadOnlyList<string> scopes, RegistryCredential? login)
    {
        var query =
            string.Join('&', scopes.Select(scope => $"scope={Uri.EscapeDataString(scope)}"))
            + (service is null ? "" : $"&service={Uri.EscapeDataString(service)}");
        var address = new UriBuilder(realm) { Query = realm.Query.Length > 1 ? $"{realm.Query[1..]}&{query}" : query };
        var request = new HttpRequestMessage(HttpMethod.Get, address.Uri);
        if (login is not null)
        {
            request.Headers.Authorization = BasicLogin.Header(login);
        }

        return request;
    }

    private HttpRequestMessage Refreshing(Uri realm, string? service, IReadOnlyList<string> scopes, string identityToken)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = identityToken,
            ["client_id"] = options.UserAgent,
            ["scope"] = string.Join(' ', scopes),
        };
        if (service is not null)
        {
            form["service"] = service;
        }

        return new HttpRequestMessage(HttpMethod.Post, realm) { Content = new FormUrlEncodedContent(form) };
    }

    private AccessToken Read(byte[] body)
    {
        var answer = ContentReader.Object(body, "a token");
        var value = ContentReader.Text(answer["token"]) is { Length: > 0 } token ? token : ContentReader.Text(answer["access_token"]);
        if (string.IsNullOrEmpty(value) || !AuthenticationHeaderValue.TryParse($"Bearer {value}", out _))
        {
            throw new FormatException("neither 'token' nor 'access_token'");
        }

        var seconds = answer["expires_in"] is JsonValue number && number.TryGetValue<int>(out var count) ? count : 0;
        var life = TimeSpan.FromSeconds(Math.Max(seconds, ShortestLife.TotalSeconds));
        return new AccessToken(value, time.GetUtcNow() + life - Margin);
    }

    private async Task<RegistryException> RefusedAsync(
        RegistryReference reference,
        Uri realm,
        RegistryCredential? login,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    ) =>
        response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && login is not null
            ? new RegistryException(
                RegistryProblem.Unauthorized,
                $"{reference}: {realm.Authority} refuses the login{(login.UserName.Length > 0 ? $" of {login.UserName}" : "")}; "
                    + $"log in again with 'docker login {reference.Registry}'"
            )
            {
                Status = response.StatusCode,
            }
            : await new RegistryErrors(time).OfAsync(reference, response, cancellationToken);
}
