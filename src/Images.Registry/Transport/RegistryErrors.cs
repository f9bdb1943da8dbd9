using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Images.Registry.Contents;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Registry.Transport;

/// <summary>Makes of an answer or of a broken connection one line: place, what is wrong, what to do.</summary>
internal sealed class RegistryErrors(TimeProvider time)
{
    /// <summary>What the specification calls a manifest that names what is not there.</summary>
    public const string MissingBlob = "MANIFEST_BLOB_UNKNOWN";

    /// <summary>What the specification calls bytes that are not those of their digest.</summary>
    public const string WrongDigest = "DIGEST_INVALID";

    private const string MissingManifest = "MANIFEST_UNKNOWN";
    private const int LongestBody = 64 * 1024;
    private const int LongestMessage = 200;

    /// <summary>Describes an answer that is no success.</summary>
    public async Task<RegistryException> OfAsync(
        RegistryReference reference,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var wait = RetryAfter.Of(response, time);
        var request = response.RequestMessage;
        var (code, said) = await MessageOfAsync(response, cancellationToken);
        var (problem, what) = Meaning(request?.Method, response.StatusCode, code, reference, wait);
        if (request?.RequestUri?.Authority is { } host && host != reference.ApiHost)
        {
            what = $"{host}, to which {reference.Registry} sends on, refuses; try again, and ask who runs the registry if it stays";
        }

        var asked =
            $"{request?.Method} {WithoutQuery(request?.RequestUri)}: {(int)response.StatusCode}{(said.Length > 0 ? " " + said : "")}";
        return new RegistryException(problem, $"{reference}: {what} ({asked})")
        {
            Status = response.StatusCode,
            Code = code,
            RetryAfter = wait,
            IsTransient = RetryTable.IsTransient(response.StatusCode),
        };
    }

    /// <summary>Describes a connection that did not come about or broke.</summary>
    public static RegistryException Of(RegistryReference reference, Uri address, HttpRequestException error)
    {
        var innermost = error.GetBaseException();
        var (what, remedy) = error.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => ($"the name {address.Host} is not known", "check the network and the registry's name"),
            HttpRequestError.SecureConnectionError => (
                $"{address.Authority} is not trusted: {Line(innermost.Message)}",
                $"put its CA into /etc/docker/certs.d/{address.Authority}/ca.crt, or name it in SSL_CERT_FILE"
            ),
            HttpRequestError.ProxyTunnelError => ($"the proxy does not reach {address.Authority}", "check HTTPS_PROXY and NO_PROXY"),
            _ => ($"{address.Authority} does not answer: {Line(innermost.Message)}", "check the network, HTTPS_PROXY and the registry"),
        };
        return new RegistryException(RegistryProblem.Unreachable, $"{reference}: {what}; {remedy}", error)
        {
            IsTransient = RetryTable.IsTransient(error.HttpRequestError),
        };
    }

    /// <summary>Describes an answer that breaks off.</summary>
    public static RegistryException Broken(RegistryReference reference, Uri address, Exception error) =>
        new(
            RegistryProblem.Unreachable,
            $"{reference}: {address.Authority} broke off: {Line(error.GetBaseException().Message)}; try again",
            error
        )
        {
            IsTransient = true,
        };

    /// <summary>Describes an answer that does not come.</summary>
    public static RegistryException Late(RegistryReference reference, Uri address, TimeSpan limit) =>
        new(
            RegistryProblem.Unreachable,
            $"{reference}: {address.Authority} did not answer within {limit.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s; check the network and the registry"
        )
        {
            IsTransient = true,
        };

    /// <summary>Describes an answer that is not what the specification says.</summary>
    public static RegistryException Malformed(RegistryReference reference, Uri? address, string what, Exception? error = null) =>
        new(
            RegistryProblem.Malformed,
            $"{reference}: {address?.Authority ?? reference.ApiHost} answers wrongly: {what}; is it a registry?",
            error
        );

    /// <summary>Describes content that is not what its digest promises.</summary>
    public static RegistryException BadDigest(RegistryReference reference, string expected, string actual) =>
        new(
            RegistryProblem.BadDigest,
            $"{reference}: {reference.Registry} gives {actual} where {expected} was asked for; try again, and distrust what lies between if it stays"
        );

    /// <summary>A text of somebody else's on one harmless line.</summary>
    public static string Line(string text)
    {
        var line = string.Join(' ', text.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        var harmless = new string([.. line.Where(letter => !char.IsControl(letter))]);
        return harmless.Length > LongestMessage ? harmless[..LongestMessage] + "..." : harmless;
    }

    private static (RegistryProblem Problem, string What) Meaning(
        HttpMethod? method,
        HttpStatusCode status,
        string? code,
        RegistryReference reference,
        TimeSpan? wait
    ) =>
        status switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.BadRequest when code is MissingBlob => (
                RegistryProblem.Incomplete,
                $"{reference.Registry} lacks what the manifest names; push that first"
            ),
            HttpStatusCode.BadRequest when code is WrongDigest => (
                RegistryProblem.BadDigest,
                $"{reference.Registry} got other bytes than those of the digest; try again, and distrust what lies between if it stays"
            ),
            HttpStatusCode.NotFound => (RegistryProblem.NotFound, $"{reference.Registry} does not have it; check the name and the tag"),
            HttpStatusCode.Unauthorized => (
                RegistryProblem.Unauthorized,
                $"{reference.Registry} wants a login, or does not have it; check the name, and log in with 'docker login {reference.Registry}'"
            ),
            HttpStatusCode.Forbidden => (
                RegistryProblem.Denied,
                $"{reference.Registry} does not permit it; check the name and what the login may do"
            ),
            HttpStatusCode.TooManyRequests => (
                RegistryProblem.RateLimited,
                $"{reference.Registry} takes no more requests; wait{For(wait)}, or log in with 'docker login {reference.Registry}'"
            ),
            HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented when method == HttpMethod.Delete => (
                RegistryProblem.Unsupported,
                $"{reference.Registry} deletes nothing by request; delete it on the registry's pages, or have deletion turned on there"
            ),
            HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented => (
                RegistryProblem.Unsupported,
                $"{reference.Registry} does not do this; use another registry for it"
            ),
            HttpStatusCode.RequestEntityTooLarge => (
                RegistryProblem.TooLarge,
                $"{reference.Registry} takes nothing as large as this; raise the limit of bodies of the proxy before it"
            ),
            >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout => (
                RegistryProblem.Failed,
                $"{reference.Registry} failed; try again later"
            ),
            _ => (RegistryProblem.Malformed, $"{reference.Registry} refuses; check the reference"),
        };

    private static string For(TimeSpan? wait) =>
        wait is { } time ? string.Create(CultureInfo.InvariantCulture, $" {Math.Ceiling(time.TotalMinutes):0} min") : string.Empty;

    private static string? WithoutQuery(Uri? address) =>
        address?.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static async Task<(string? Code, string Message)> MessageOfAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var body = await BoundedBody.ReadAsync(response.Content, LongestBody, "the error", cancellationToken);
            var errors = body.Length > 0 ? ContentReader.Object(body, "the error")["errors"] as JsonArray : null;
            var first = errors?.OfType<JsonObject>().FirstOrDefault();
            var code = ContentReader.Text(first?["code"]);
            var message = Line(ContentReader.Text(first?["message"]) ?? code ?? string.Empty);
            // A manifest whose blob is missing: which one is all that helps.
            var digest = code is MissingBlob or MissingManifest ? ContentDigest.Find(first?["detail"]?.ToJsonString() ?? message) : null;
            return (code is null ? null : Line(code), digest is null ? message : $"{message} {digest}");
        }
        catch (Exception error) when (error is FormatException or RegistryException or HttpRequestException or IOException)
        {
            return (null, string.Empty);
        }
    }
}
