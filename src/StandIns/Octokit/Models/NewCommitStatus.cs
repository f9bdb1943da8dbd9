namespace Octokit;

public class NewCommitStatus
{
    public CommitState State { get; set; }

    public string TargetUrl { get; set; }

    public string Description { get; set; }

    public string Context { get; set; }

    internal string Json =>
        ApiJson.Write(
            ("state", State.ToString().ToLowerInvariant()),
            ("target_url", TargetUrl),
            ("description", Description),
            ("context", Context)
        );
}
