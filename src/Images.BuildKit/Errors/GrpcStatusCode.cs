namespace Images.BuildKit.Errors;

/// <summary>The status codes of gRPC, as its specification numbers them.</summary>
public enum GrpcStatusCode
{
    /// <summary>No error.</summary>
    Ok = 0,

    /// <summary>The call was cancelled.</summary>
    Cancelled = 1,

    /// <summary>An error with no code of its own; nearly every failed build of engine 20.10.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the engine.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed.</summary>
    DeadlineExceeded = 4,

    /// <summary>Something named does not exist.</summary>
    NotFound = 5,

    /// <summary>Something to be created exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota or the disk is exhausted.</summary>
    ResourceExhausted = 8,

    /// <summary>The engine is not in a state for this.</summary>
    FailedPrecondition = 9,

    /// <summary>The operation was aborted.</summary>
    Aborted = 10,

    /// <summary>Past the valid range.</summary>
    OutOfRange = 11,

    /// <summary>The engine has no such method.</summary>
    Unimplemented = 12,

    /// <summary>An invariant of the engine is broken.</summary>
    Internal = 13,

    /// <summary>The engine, or the connection to it, is gone.</summary>
    Unavailable = 14,

    /// <summary>Data were lost.</summary>
    DataLoss = 15,

    /// <summary>No valid credentials.</summary>
    Unauthenticated = 16,
}
