using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Images.Engines;

namespace Images.Releasing.Pages;

/// <summary>The part of Docker Hub's API that shows repositories to people (https://docs.docker.com/reference/api/hub/latest/).</summary>
/// <param name="address">The address of the Hub.</param>
/// <param name="user">Who asks.</param>
/// <param name="token">A password or access token of that user.</param>
/// <param name="time">The clock.</param>
public sealed class DockerHub(Uri address, string user, string token, TimeProvider time) : IDisposable
{
    private const int Attempts = 4;
    private const int LongestAnswer = 4 << 20;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly HttpClient http = new() { MaxResponseContentBufferSize = LongestAnswer };
    private string? session;

    /// <summary>Logs in.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When done.</returns>
    /// <exception cref="HubException">The login is refused, or the Hub cannot be asked.</exception>
    public async Task LoginAsync(CancellationToken cancellationToken)
    {
        var login = new JsonObject { ["username"] = user, ["password"] = token };
        var answer = await SendAsync(HttpMethod.Post, "v2/users/login", login, "logging in", cancellationToken);
        session =
            Text(answer, "token")
            ?? throw new HubException(
                "docker.io: logging in: the answer has no token; use an access token, since a second factor cannot be asked for"
            );
    }

    /// <summary>Reads what is shown of a repository.</summary>
    /// <param name="repository">Such as <c>acme/r-ver</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is shown.</returns>
    /// <exception cref="HubException">There is no such repository, or the Hub cannot be asked.</exception>
    public async Task<ShownRepository> FindAsync(string repository, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, $"v2/repositories/{repository}/", null, repository, cancellationToken);
        // The Hub says what the login may do; where it does not, only changing the page will tell.
        var mayWrite =
            answer?["permissions"] is not JsonObject rights
            || rights["admin"] is not JsonValue admin
            || admin.GetValueKind() != JsonValueKind.False;
        return new ShownRepository(Text(answer, "full_description") ?? "", Text(answer, "description") ?? "", mayWrite);
    }

    /// <summary>Changes what is shown of a repository.</summary>
    /// <param name="page">The page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When done.</returns>
    /// <exception cref="HubException">It is refused, or the Hub cannot be asked.</exception>
    public Task ChangeAsync(HubPage page, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Patch,
            $"v2/repositories/{page.Repository}/",
            new JsonObject { ["full_description"] = page.Page.Text, ["description"] = page.Page.Summary },
            page.Repository,
            cancellationToken
        );

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static string? Text(JsonNode? answer, string name) =>
        answer is JsonObject members && members[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private async Task<JsonNode?> SendAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        string what,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var (wait, error) = (TimeSpan.FromSeconds(0.5 * Math.Pow(2, attempt - 1)), "there is no answer");
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(address, path))
                {
                    Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
                };
                request.Headers.UserAgent.ParseAdd("images");
                request.Headers.Authorization = session is null ? null : new AuthenticationHeaderValue("Bearer", session);
                using var response = await http.SendAsync(request, cancellationToken);
                var text = await response.Content.ReadAsStringAsync(cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return Read(text);
                }

                error = $"{(int)response.StatusCode} {Reason(text) ?? response.ReasonPhrase}";
                wait = response.Headers.RetryAfter?.Delta ?? wait;
                if (response.StatusCode != HttpStatusCode.TooManyRequests && (int)response.StatusCode < 500)
                {
                    throw Refused(what, error, response.StatusCode);
                }
            }
            catch (HttpRequestException broken)
            {
                error = broken.Message;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                error = "there was no answer in time";
            }

            if (attempt == Attempts || wait > LongestWait)
            {
                throw new HubException(ContainerText.HarmlessLine($"docker.io: {what}: {error}; try again later"));
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private static HubException Refused(string what, string error, HttpStatusCode status) =>
        new(
            ContainerText.HarmlessLine(
                $"docker.io: {what}: {error}; "
                    + status switch
                    {
                        HttpStatusCode.Unauthorized => "correct DOCKERHUB_USERNAME and DOCKERHUB_TOKEN",
                        HttpStatusCode.Forbidden =>
                            "give the token the scope read, write and delete, and its user the right to administer the repository",
                        HttpStatusCode.NotFound => "publish the image first, which makes its repository",
                        _ => "correct what it names",
                    }
            )
        );

    private static string? Reason(string text) =>
        Read(text) is { } answer ? Text(answer, "message") ?? Text(answer, "detail") ?? Text(answer, "error") : null;

    private static JsonNode? Read(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What Docker Hub shows of a repository.</summary>
/// <param name="Page">The page, in Markdown.</param>
/// <param name="Summary">The line below its name.</param>
/// <param name="MayWrite">Whether the login may change them, as far as the Hub tells.</param>
public sealed record ShownRepository(string Page, string Summary, bool MayWrite);
