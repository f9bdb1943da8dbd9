using System.Net;

namespace Octokit;

/// <summary>The exception that an answer stands for.</summary>
internal static class Refusals
{
    /// <summary>Throws for an answer from 400 on.</summary>
    public static void ThrowFor(Response response)
    {
        if ((int)response.StatusCode >= 400)
        {
            throw For(response);
        }
    }

    private static ApiException For(Response response) =>
        response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new AuthorizationException(response),
            HttpStatusCode.Forbidden => ForbiddenFor(response),
            HttpStatusCode.NotFound => new NotFoundException(response),
            HttpStatusCode.UnprocessableEntity => new ApiValidationException(response),
            HttpStatusCode.UnavailableForLegalReasons => new LegalRestrictionException(response),
            _ => new ApiException(response),
        };

    private static ForbiddenException ForbiddenFor(Response response) =>
        (string)response.Body switch
        {
            var body when body.Contains("rate limit exceeded", StringComparison.Ordinal) => new RateLimitExceededException(response),
            var body when body.Contains("secondary rate limit", StringComparison.Ordinal) => new SecondaryRateLimitExceededException(
                response
            ),
            var body
                when body.Contains("abuse-rate-limits", StringComparison.Ordinal)
                    || body.Contains("abuse detection mechanism", StringComparison.Ordinal) => new AbuseException(response),
            _ => new ForbiddenException(response),
        };
}
