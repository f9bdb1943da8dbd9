namespace Octokit;

public class ReleaseAssetUpdate
{
    public ReleaseAssetUpdate(string name)
    {
        Ensure.NotEmpty(name, nameof(name));
        Name = name;
    }

    public string Name { get; }

    public string Label { get; set; }

    internal string Json => ApiJson.Write(("name", Name), ("label", Label));
}
