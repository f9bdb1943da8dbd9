namespace Octokit;

public class NewRelease
{
    public NewRelease(string tagName)
    {
        Ensure.NotEmpty(tagName, nameof(tagName));
        TagName = tagName;
    }

    public string TagName { get; }

    public string TargetCommitish { get; set; }

    public string Name { get; set; }

    public string Body { get; set; }

    public bool Draft { get; set; }

    public bool Prerelease { get; set; }

    public bool GenerateReleaseNotes { get; set; }

    public string DiscussionCategoryName { get; set; }

    public MakeLatestQualifier? MakeLatest { get; set; }

    internal string Json =>
        ApiJson.Write(
            ("tag_name", TagName),
            ("target_commitish", TargetCommitish),
            ("name", Name),
            ("body", Body),
            ("draft", Draft),
            ("prerelease", Prerelease),
            ("generate_release_notes", GenerateReleaseNotes),
            ("discussion_category_name", DiscussionCategoryName),
            ("make_latest", MakeLatest?.ToString().ToLowerInvariant())
        );
}
