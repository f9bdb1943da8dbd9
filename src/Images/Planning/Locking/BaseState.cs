namespace Images.Planning.Locking;

/// <summary>How an external base stands to the lock.</summary>
/// <param name="Base">The base.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Moves">The digests that its tag means now and the lock does not, by platform.</param>
/// <param name="Problem">Why it is not known, one line; null where it is.</param>
public sealed record BaseState(NeededBase Base, BaseStatus Status, IReadOnlyList<LockChange> Moves, string? Problem);

/// <summary>How a base can stand to the lock.</summary>
public enum BaseStatus
{
    /// <summary>It is what its tag means.</summary>
    Current,

    /// <summary>Its tag means something else now.</summary>
    Moved,

    /// <summary>The lock does not settle it.</summary>
    NotLocked,

    /// <summary>Its registry cannot be asked.</summary>
    Unknown,
}
