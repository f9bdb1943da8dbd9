namespace Octokit;

public class GenerateReleaseNotesRequest
{
    public GenerateReleaseNotesRequest(string tagName)
    {
        Ensure.NotEmpty(tagName, nameof(tagName));
        TagName = tagName;
    }

    public string TagName { get; }

    public string TargetCommitish { get; set; }

    public string PreviousTagName { get; set; }

    public string ConfigurationFilePath { get; set; }

    internal string Json =>
        ApiJson.Write(
            ("tag_name", TagName),
            ("target_commitish", TargetCommitish),
            ("previous_tag_name", PreviousTagName),
            ("configuration_file_path", ConfigurationFilePath)
        );
}
