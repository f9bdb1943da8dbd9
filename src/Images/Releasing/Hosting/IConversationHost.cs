namespace Images.Releasing.Hosting;

/// <summary>Where a change is talked about before it is taken.</summary>
public interface IConversationHost
{
    /// <summary>Keeps one comment up to date: makes it, changes it, or leaves it where it says the same already.</summary>
    /// <param name="number">The pull request's.</param>
    /// <param name="marker">What the comment begins with, by which it is found again.</param>
    /// <param name="text">What it says from now on, the marker first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ReleaseHostException">It is refused, or the host cannot be asked.</exception>
    Task<CommentOutcome> KeepCommentAsync(int number, string marker, string text, CancellationToken cancellationToken);

    /// <summary>Says how a commit fares, in a line of its own beside those of others.</summary>
    /// <param name="commit">The commit, in full.</param>
    /// <param name="status">What is said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the host has it.</returns>
    /// <exception cref="ReleaseHostException">It is refused, or the host cannot be asked.</exception>
    Task SetStatusAsync(string commit, HostedStatus status, CancellationToken cancellationToken);
}

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

/// <summary>How a commit fares.</summary>
/// <param name="Context">Which of the commit's lines it is, such as <c>images</c>.</param>
/// <param name="Succeeded">Whether it went well; null while that is open.</param>
/// <param name="Description">One line; the host takes 140 characters of it.</param>
/// <param name="Address">Where more is told; null when nowhere.</param>
public sealed record HostedStatus(string Context, bool? Succeeded, string Description, string? Address);
