using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Images.Registry.Logins;

namespace Images.Engines;

/// <summary>Takes tags out of registries, as far as they permit it: without a login or with name and password.</summary>
/// <param name="http">Sends the requests.</param>
/// <param name="logins">The user's logins to registries.</param>
public sealed class RegistryTags(HttpMessageInvoker http, IRegistryCredentials logins)
{
    /// <summary>Takes a tag away (OCI distribution specification, "Content Management").</summary>
    /// <param name="reference">With a registry and a tag.</param>
    /// <param name="digest">What the tag is: some registries delete by digest only, and with it every tag that it has.</param>
    /// <param name="isNeeded">Tells the other tags that somebody may need; while there is one, nothing is deleted by digest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when the tag is gone; otherwise why not, in a few words.</returns>
    public async Task<string?> RemoveAsync(
        string reference,
        string digest,
        Func<string, bool> isNeeded,
        CancellationToken cancellationToken
    )
    {
        var (name, tag) = ImagePull.Split(reference);
        var host = ImagePull.HostOf(name);
        if (!name.StartsWith(host + "/", StringComparison.Ordinal) || host == "docker.io")
        {
            return "Docker Hub's registry deletes nothing";
        }

        try
        {
            var repository = $"{Scheme(host)}://{host}/v2/{name[(host.Length + 1)..]}";
            var status = await DeleteAsync(new Uri($"{repository}/manifests/{tag}"), host, cancellationToken);
            if (!IsGone(status))
            {
                var tags = await TagsAsync(new Uri($"{repository}/tags/list"), host, cancellationToken);
                if (tags.Any(other => other != tag && isNeeded(other)))
                {
                    return "another run may be using the same image";
                }

                status = await DeleteAsync(new Uri($"{repository}/manifests/{digest}"), host, cancellationToken);
            }

            return IsGone(status) ? null : $"the registry answers {(int)status} to a delete";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "the registry does not answer in time";
        }
        catch (Exception error) when (error is HttpRequestException or EngineException or JsonException)
        {
            return ContainerText.HarmlessLine((error.InnerException ?? error).Message);
        }
    }

    private static bool IsGone(HttpStatusCode status) => status is HttpStatusCode.Accepted or HttpStatusCode.OK or HttpStatusCode.NotFound;

    // What engines take for insecure without being told.
    private static string Scheme(string host) =>
        host.StartsWith("127.", StringComparison.Ordinal) || host.Split(':')[0] is "localhost" ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;

    private async Task<HttpStatusCode> DeleteAsync(Uri address, string host, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Delete, address, host, cancellationToken);
        return response.StatusCode;
    }

    private async Task<IEnumerable<string>> TagsAsync(Uri address, string host, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, address, host, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var answer = await JsonNode.ParseAsync(body, cancellationToken: cancellationToken);
        return (answer?["tags"] as JsonArray ?? []).OfType<JsonValue>().Select(tag => tag.ToString());
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, string host, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        if (await logins.GetAsync(host, cancellationToken) is { UserName.Length: > 0 } login)
        {
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.UserName}:{login.Secret}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", pair);
        }

        return await http.SendAsync(request, cancellationToken);
    }
}
