namespace Octokit;

public interface IIssuesClient
{
    IIssueCommentsClient Comment { get; }
}
