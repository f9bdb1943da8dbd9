namespace Images.Registry.Errors;

/// <summary>What kind of thing went wrong with a registry.</summary>
public enum RegistryProblem
{
    /// <summary>The registry answered with something that its specification does not allow.</summary>
    Malformed,

    /// <summary>The registry has no such repository, tag or digest, or does not let on that it has.</summary>
    NotFound,

    /// <summary>The registry wants a login, or another one.</summary>
    Unauthorized,

    /// <summary>The login is good and may not do this.</summary>
    Denied,

    /// <summary>Too many requests, for longer than it is worth to wait.</summary>
    RateLimited,

    /// <summary>Nothing answers, or too late, or what answers is not who it should be.</summary>
    Unreachable,

    /// <summary>The registry failed, and failed again.</summary>
    Failed,

    /// <summary>The bytes are not those of the digest.</summary>
    BadDigest,

    /// <summary>The answer is bigger than it may be.</summary>
    TooLarge,

    /// <summary>The registry does not do this.</summary>
    Unsupported,

    /// <summary>A manifest names content that the repository does not have.</summary>
    Incomplete,

    /// <summary>The user's logins cannot be read.</summary>
    Login,
}
