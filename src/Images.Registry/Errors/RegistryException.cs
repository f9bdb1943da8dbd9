using System.Net;

namespace Images.Registry.Errors;

/// <summary>Anything that goes wrong with a registry. The message is one line: place, what is wrong, what to do; it holds no secret.</summary>
public class RegistryException : Exception
{
    /// <summary>Makes an error.</summary>
    /// <param name="problem">Its kind.</param>
    /// <param name="message">One line, lower case after the place.</param>
    /// <param name="inner">The cause, or null.</param>
    public RegistryException(RegistryProblem problem, string message, Exception? inner = null)
        : base(message, inner) => Problem = problem;

    /// <summary>Gets the kind.</summary>
    public RegistryProblem Problem { get; }

    /// <summary>Gets what the registry answered; null where it did not.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Gets what the registry calls it, such as <c>MANIFEST_BLOB_UNKNOWN</c> (OCI distribution specification, "Error Codes"); null where it does not say.</summary>
    public string? Code { get; init; }

    /// <summary>Gets when the registry said to come back, counted from its answer; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets whether the same request may succeed soon.</summary>
    public bool IsTransient { get; init; }
}
