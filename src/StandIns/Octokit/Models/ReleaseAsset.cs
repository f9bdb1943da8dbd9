using System.Text.Json;

namespace Octokit;

public class ReleaseAsset
{
    public ReleaseAsset() { }

    private ReleaseAsset(JsonElement json)
    {
        Url = json.Text("url");
        Id = json.Integer("id");
        Name = json.Text("name");
        Label = json.Text("label");
        State = json.Text("state");
        ContentType = json.Text("content_type");
        Size = json.Integer("size");
        BrowserDownloadUrl = json.Text("browser_download_url");
    }

    public string Url { get; }

    public int Id { get; }

    public string Name { get; }

    public string Label { get; }

    public string State { get; }

    public string ContentType { get; }

    public int Size { get; }

    public string BrowserDownloadUrl { get; }

    internal static ReleaseAsset Read(JsonElement json) => new(json);
}
