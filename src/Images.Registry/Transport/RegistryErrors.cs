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
    private const int LongestBody = 64 * 1024;
    private const int LongestMessage = 200;

    /// <summary>Describes an answer that is no success.</summary>
    public async Task<RegistryException> OfAsync(
        RegistryReference reference,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var wait = WaitOf(response);
        var (problem, what) = Meaning(response.StatusCode, reference, wait);
        var request = response.RequestMessage;
        var said = await MessageOfAsync(response, cancellationToken);
        var asked =
            $"{request?.Method} {WithoutQuery(request?.RequestUri)}: {(int)response.StatusCode}{(said.Length > 0 ? " " + said : "")}";
        return new RegistryException(problem, $"{reference}: {what} ({asked})")
        {
            Status = response.StatusCode,
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

    /// <summary>A text of somebody else's on one harmless line.</summary>
    public static string Line(string text)
    {
        var line = string.Join(' ', text.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        var harmless = new string([.. line.Where(letter => !char.IsControl(letter))]);
        return harmless.Length > LongestMessage ? harmless[..LongestMessage] + "..." : harmless;
    }

    private static (RegistryProblem Problem, string What) Meaning(HttpStatusCode status, RegistryReference reference, TimeSpan? wait) =>
        status switch
        {
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
            HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented => (
                RegistryProblem.Unsupported,
                $"{reference.Registry} does not do this; use another registry for it"
            ),
            HttpStatusCode.RequestEntityTooLarge => (RegistryProblem.TooLarge, $"too large for {reference.Registry}; make it smaller"),
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

    private static async Task<string> MessageOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await BoundedBody.ReadAsync(response.Content, LongestBody, "the error", cancellationToken);
            var errors = body.Length > 0 ? ContentReader.Object(body, "the error")["errors"] as JsonArray : null;
            var first = errors?.OfType<JsonObject>().FirstOrDefault();
            return Line(ContentReader.Text(first?["message"]) ?? ContentReader.Text(first?["code"]) ?? string.Empty);
        }
        catch (Exception error) when (error is FormatException or RegistryException or HttpRequestException or IOException)
        {
            return string.Empty;
        }
    }

    private TimeSpan? WaitOf(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
            _ => null,
        };
}
