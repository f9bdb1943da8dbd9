namespace Images.Releasing.Hosting;

/// <summary>What became of a comment.</summary>
public enum CommentOutcome
{
    /// <summary>There was none.</summary>
    Made,

    /// <summary>It said something else.</summary>
    Changed,

    /// <summary>It said the same.</summary>
    Kept,
}
