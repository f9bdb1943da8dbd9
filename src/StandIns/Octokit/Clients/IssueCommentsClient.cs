using System.Globalization;

namespace Octokit;

internal sealed class IssueCommentsClient(ApiRequests requests) : IIssueCommentsClient
{
    public Task<IReadOnlyList<IssueComment>> GetAllForIssue(string owner, string name, long issueNumber) =>
        GetAllForIssue(owner, name, issueNumber, ApiOptions.None);

    public Task<IReadOnlyList<IssueComment>> GetAllForIssue(string owner, string name, long issueNumber, ApiOptions options) =>
        Pages.ReadAsync(
            requests,
            string.Create(CultureInfo.InvariantCulture, $"{Ensure.Repository(owner, name)}/issues/{issueNumber}/comments"),
            "sort=created&direction=asc",
            Accept.VersionJson,
            options,
            IssueComment.Read
        );

    public Task<IssueComment> Create(string owner, string name, long issueNumber, string newComment)
    {
        var repository = Ensure.Repository(owner, name);
        ArgumentNullException.ThrowIfNull(newComment);
        return SendAsync(
            HttpMethod.Post,
            string.Create(CultureInfo.InvariantCulture, $"{repository}/issues/{issueNumber}/comments"),
            newComment
        );
    }

    public Task<IssueComment> Update(string owner, string name, long commentId, string commentUpdate)
    {
        var repository = Ensure.Repository(owner, name);
        ArgumentNullException.ThrowIfNull(commentUpdate);
        return SendAsync(HttpMethod.Patch, Path(repository, commentId), commentUpdate);
    }

    public Task Delete(string owner, string name, long commentId) => requests.DeleteAsync(Path(Ensure.Repository(owner, name), commentId));

    private static string Path(string repository, long id) =>
        string.Create(CultureInfo.InvariantCulture, $"{repository}/issues/comments/{id}");

    private Task<IssueComment> SendAsync(HttpMethod method, string path, string text) =>
        requests.SendAsync(method, path, Accept.VersionJson, ApiJson.Write(("body", text)), IssueComment.Read);
}
