using System.Globalization;

namespace Octokit;

public class AbuseException : ForbiddenException
{
    public AbuseException(IResponse response)
        : this(response, null) { }

    public AbuseException(IResponse response, Exception innerException)
        : base(response, innerException) => RetryAfterSeconds = SecondsOf(response);

    public int? RetryAfterSeconds { get; }

    public override string Message => Told("Request Forbidden - Abuse Detection");

    private static int? SecondsOf(IResponse response) =>
        response.Headers.TryGetValue("Retry-After", out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;
}
