namespace Octokit;

internal sealed class RepositoriesClient(ApiRequests requests) : IRepositoriesClient
{
    public ICommitStatusClient Status { get; } = new CommitStatusClient(requests);

    public IReleasesClient Release { get; } = new ReleasesClient(requests);
}
