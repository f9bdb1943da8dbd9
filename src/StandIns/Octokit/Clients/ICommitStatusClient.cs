namespace Octokit;

public interface ICommitStatusClient
{
    Task<CombinedCommitStatus> GetCombined(string owner, string name, string reference);

    Task<CommitStatus> Create(string owner, string name, string reference, NewCommitStatus newCommitStatus);
}
