using Octokit;

namespace Images.Releasing.Hosting;

/// <summary>The pull requests of a repository on GitHub.</summary>
public sealed class GitHubConversation
{
    private const int PageSize = 100;
    private const int LongestDescription = 140;

    private readonly GitHubRepository repository;
    private readonly GitHubAttempts attempts;
    private readonly GitHubClient client;

    /// <summary>Prepares to ask; nothing is asked yet. A proxy is found in HTTPS_PROXY.</summary>
    /// <param name="site">Which GitHub, with the token.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="time">The clock.</param>
    /// <param name="notices">Told of waits that people notice.</param>
    public GitHubConversation(GitHubSite site, GitHubRepository repository, TimeProvider time, IProgress<string> notices)
    {
        this.repository = repository;
        attempts = new GitHubAttempts($"{site}/{repository}", time, notices);
        client = site.Client();
    }

    /// <summary>Keeps one comment up to date: makes it, changes it, or leaves it where it says the same already.</summary>
    /// <param name="number">The pull request's.</param>
    /// <param name="marker">What the comment begins with, by which it is found again.</param>
    /// <param name="text">What it says from now on, the marker first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ReleaseHostException">It is refused, or the host cannot be asked.</exception>
    public async Task<CommentOutcome> KeepCommentAsync(int number, string marker, string text, CancellationToken cancellationToken)
    {
        var comments = client.Issue.Comment;
        if (await FindAsync(number, marker, cancellationToken) is not { } known)
        {
            // One whose answer was lost is there, and is not made twice.
            await attempts.RunAsync<IssueComment>(
                () => comments.Create(repository.Owner, repository.Name, number, text),
                $"commenting on #{number}",
                () => FindAsync(number, marker, cancellationToken),
                cancellationToken
            );
            return CommentOutcome.Made;
        }

        // GitHub may give back other line ends than it was sent.
        if (known.Body.ReplaceLineEndings("\n").TrimEnd() == text.TrimEnd())
        {
            return CommentOutcome.Kept;
        }

        await attempts.RunAsync(
            () => comments.Update(repository.Owner, repository.Name, known.Id, text),
            $"changing the comment on #{number}",
            lost: null,
            cancellationToken
        );
        return CommentOutcome.Changed;
    }

    /// <summary>Says how a commit fares, in a line of its own beside those of others.</summary>
    /// <param name="commit">The commit, in full.</param>
    /// <param name="status">What is said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When the host has it.</returns>
    /// <exception cref="ReleaseHostException">It is refused, or the host cannot be asked.</exception>
    public Task SetStatusAsync(string commit, HostedStatus status, CancellationToken cancellationToken)
    {
        var wanted = new NewCommitStatus
        {
            State = status.Succeeded switch
            {
                null => CommitState.Pending,
                true => CommitState.Success,
                false => CommitState.Failure,
            },
            Context = status.Context,
            Description =
                status.Description.Length > LongestDescription
                    ? $"{status.Description[..(LongestDescription - 3)]}..."
                    : status.Description,
            TargetUrl = status.Address,
        };
        return attempts.RunAsync(
            () => client.Repository.Status.Create(repository.Owner, repository.Name, commit, wanted),
            $"setting the status of {commit}",
            lost: null,
            cancellationToken
        );
    }

    private async Task<IssueComment?> FindAsync(int number, string marker, CancellationToken cancellationToken)
    {
        var all = await attempts.RunAsync(
            () => client.Issue.Comment.GetAllForIssue(repository.Owner, repository.Name, number, new ApiOptions { PageSize = PageSize }),
            $"reading the comments on #{number}",
            lost: null,
            cancellationToken
        );
        return all.FirstOrDefault(comment => comment.Body?.StartsWith(marker, StringComparison.Ordinal) == true);
    }
}
