using Images.Definitions;
using Images.Registry.Contents;

namespace Images.Publishing.Guarding;

/// <summary>What publishing does with one tag of a repository, and why.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Action">What is done.</param>
/// <param name="Reason">Why the tag stays or is refused, a few words; why it moves, where it does; null for a tag that is new.</param>
/// <param name="Current">What the tag names now; null where there is no such tag.</param>
public sealed record TagDecision(Tag Tag, TagAction Action, string? Reason, Descriptor? Current);

/// <summary>What publishing does with a tag.</summary>
public enum TagAction
{
    /// <summary>It is put on the image.</summary>
    Put,

    /// <summary>It names the image already.</summary>
    Unchanged,

    /// <summary>It stays where it is, on a newer variant.</summary>
    Newer,

    /// <summary>It may not be moved, so that nothing is published at all.</summary>
    Refused,
}
