using Images.Engines;
using Octokit;

namespace Images.Releasing.Hosting;

/// <summary>Puts what GitHub answers into one line that names the place and says what to do.</summary>
internal static class GitHubRefusal
{
    /// <summary>Tells a refusal.</summary>
    /// <param name="place">Such as <c>github.com/acme/images</c>.</param>
    /// <param name="what">What was tried, such as <c>making the draft of v1.4</c>.</param>
    /// <param name="error">What came of it.</param>
    /// <returns>The error to end with.</returns>
    public static ReleaseHostException Of(string place, string what, Exception error)
    {
        var (told, remedy) = error switch
        {
            AuthorizationException refusal => (Told(refusal), $"set {GitHubSite.TokenVariables} to a token that is valid"),
            RateLimitExceededException limit => (
                $"the limit of {limit.Limit} requests is used up until {limit.Reset.UtcDateTime:HH:mm} UTC",
                "run it again then: it goes on where it stopped"
            ),
            SecondaryRateLimitExceededException or AbuseException => (
                Told((ApiException)error),
                "wait some minutes and run it again: it goes on"
            ),
            ForbiddenException refusal => (
                Told(refusal),
                "the token needs 'contents: write' on the repository, to comment 'pull-requests: write' and 'statuses: write'; in a workflow add it to permissions:"
            ),
            NotFoundException refusal => (
                Told(refusal),
                "there is no such repository, or the token may not see it; see --repository and the token's permissions"
            ),
            ApiValidationException refusal => (Told(refusal), "correct it, and run it again"),
            ApiException refusal => ($"{(int)refusal.StatusCode} {Told(refusal)}".Trim(), "run it again: it goes on where it stopped"),
            TaskCanceledException => ("there was no answer in time", "run it again: it goes on where it stopped"),
            _ => (error.Message, "see whether the address is right and reached, with a proxy in HTTPS_PROXY; then run it again"),
        };
        return new ReleaseHostException(ContainerText.HarmlessLine($"{place}: {what}: {told}; {remedy}"), error)
        {
            IsLogin =
                error
                    is AuthorizationException
                        or ForbiddenException
                        and not (RateLimitExceededException or SecondaryRateLimitExceededException or AbuseException),
        };
    }

    // GitHub names each fault of what it was sent: the member, and a code or a sentence.
    private static string Told(ApiException error)
    {
        var faults = (error.ApiError?.Errors ?? []).Select(fault =>
            string.Join(
                ' ',
                new[]
                {
                    string.Join('.', new[] { fault.Resource, fault.Field }.Where(part => !string.IsNullOrEmpty(part))),
                    fault.Code == "custom" ? null : fault.Code?.Replace('_', ' '),
                    fault.Message,
                }.Where(part => !string.IsNullOrEmpty(part))
            )
        );
        var all = string.Join(", ", faults.Where(fault => fault.Length > 0));
        return all.Length == 0 ? error.Message : $"{error.Message}: {all}";
    }
}
