namespace Images.Registry.Transport;

/// <summary>When an answer says to come back (RFC 9110 section 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>How long to wait from now; null where the answer does not say.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
            _ => null,
        };
}
