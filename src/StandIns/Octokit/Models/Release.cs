using System.Text.Json;

namespace Octokit;

public class Release
{
    public Release() { }

    public Release(string uploadUrl) => UploadUrl = uploadUrl;

    private Release(JsonElement json)
    {
        Url = json.Text("url");
        HtmlUrl = json.Text("html_url");
        UploadUrl = json.Text("upload_url");
        Id = json.Long("id");
        TagName = json.Text("tag_name");
        TargetCommitish = json.Text("target_commitish");
        Name = json.Text("name");
        Body = json.Text("body");
        Draft = json.Flag("draft");
        Prerelease = json.Flag("prerelease");
        CreatedAt = json.Time("created_at") ?? default;
        PublishedAt = json.Time("published_at");
        Assets = json.List("assets", ReleaseAsset.Read);
    }

    public string Url { get; }

    public string HtmlUrl { get; }

    public string UploadUrl { get; }

    public long Id { get; }

    public string TagName { get; }

    public string TargetCommitish { get; }

    public string Name { get; }

    public string Body { get; }

    public bool Draft { get; }

    public bool Prerelease { get; }

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset? PublishedAt { get; }

    public IReadOnlyList<ReleaseAsset> Assets { get; }

    internal static Release Read(JsonElement json) => new(json);
}
