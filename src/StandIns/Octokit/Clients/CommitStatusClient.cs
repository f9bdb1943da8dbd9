namespace Octokit;

internal sealed class CommitStatusClient(ApiRequests requests) : ICommitStatusClient
{
    public Task<CombinedCommitStatus> GetCombined(string owner, string name, string reference)
    {
        var repository = Ensure.Repository(owner, name);
        Ensure.NotEmpty(reference, nameof(reference));
        return requests.GetAsync($"{repository}/commits/{reference}/status", Accept.VersionJson, CombinedCommitStatus.Read);
    }

    public Task<CommitStatus> Create(string owner, string name, string reference, NewCommitStatus newCommitStatus)
    {
        var repository = Ensure.Repository(owner, name);
        Ensure.NotEmpty(reference, nameof(reference));
        ArgumentNullException.ThrowIfNull(newCommitStatus);
        return requests.SendAsync(
            HttpMethod.Post,
            $"{repository}/statuses/{reference}",
            Accept.VersionJson,
            newCommitStatus.Json,
            CommitStatus.Read
        );
    }
}
