namespace Octokit;

internal sealed class IssuesClient(ApiRequests requests) : IIssuesClient
{
    public IIssueCommentsClient Comment { get; } = new IssueCommentsClient(requests);
}
