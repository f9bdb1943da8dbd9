using System.Text.Json;

namespace Octokit;

public class CommitStatus
{
    public CommitStatus() { }

    private CommitStatus(JsonElement json)
    {
        State = json.Text("state");
        TargetUrl = json.Text("target_url");
        Description = json.Text("description");
        Context = json.Text("context");
        Id = json.Long("id");
        Url = json.Text("url");
    }

    public StringEnum<CommitState> State { get; }

    public string TargetUrl { get; }

    public string Description { get; }

    public string Context { get; }

    public long Id { get; }

    public string Url { get; }

    internal static CommitStatus Read(JsonElement json) => new(json);
}
