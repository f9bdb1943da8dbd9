using System.Text.Json;

namespace Octokit;

public class IssueComment
{
    public IssueComment() { }

    private IssueComment(JsonElement json)
    {
        Id = json.Long("id");
        Url = json.Text("url");
        HtmlUrl = json.Text("html_url");
        Body = json.Text("body");
        CreatedAt = json.Time("created_at") ?? default;
        UpdatedAt = json.Time("updated_at");
        User = json.Part("user", User.Read);
    }

    public long Id { get; }

    public string Url { get; }

    public string HtmlUrl { get; }

    public string Body { get; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset? UpdatedAt { get; }

    public User User { get; }

    internal static IssueComment Read(JsonElement json) => new(json);
}
