using System.Text.Json;

namespace Octokit;

public class GeneratedReleaseNotes
{
    public GeneratedReleaseNotes() { }

    public GeneratedReleaseNotes(string name, string body)
    {
        Name = name;
        Body = body;
    }

    public string Name { get; }

    public string Body { get; }

    internal static GeneratedReleaseNotes Read(JsonElement json) => new(json.Text("name"), json.Text("body"));
}
