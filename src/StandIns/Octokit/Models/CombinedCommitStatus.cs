using System.Text.Json;

namespace Octokit;

public class CombinedCommitStatus
{
    public CombinedCommitStatus() { }

    private CombinedCommitStatus(JsonElement json)
    {
        State = json.Text("state");
        Sha = json.Text("sha");
        TotalCount = json.Integer("total_count");
        Statuses = json.List("statuses", CommitStatus.Read);
    }

    public StringEnum<CommitState> State { get; }

    public string Sha { get; }

    public int TotalCount { get; }

    public IReadOnlyList<CommitStatus> Statuses { get; }

    internal static CombinedCommitStatus Read(JsonElement json) => new(json);
}
