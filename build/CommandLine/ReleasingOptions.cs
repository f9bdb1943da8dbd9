using Images.Releasing.Hosting;

namespace Images.Build.CommandLine;

/// <summary>The options of verbs that write releases and pages.</summary>
internal static class ReleasingOptions
{
    private static readonly string[] Releasing = ["release", "publish"];

    public static Option Release { get; } =
        new("release", "Release the family on GitHub once it is published, as the verb release does")
        {
            Verbs = ["publish"],
            OnlyOnCommandLine = true,
        };

    public static Option Tag { get; } =
        new("tag", "Tag of the release, such as v1.4.0; a suffix as in v1.4.0-rc.1 makes it a pre-release")
        {
            Value = "TAG",
            Default = "the tag that the workflow runs for, else the tag of HEAD",
            Verbs = Releasing,
            OnlyOnCommandLine = true,
        };

    public static Option Previous { get; } =
        new("previous", "Tag of the release that the notes compare with")
        {
            Value = "TAG",
            Default = "the highest release that is lower",
            Verbs = Releasing,
            OnlyOnCommandLine = true,
        };

    public static Option Draft { get; } =
        new("draft", "Leave the release a draft, with all its files; release without this option publishes it") { Verbs = Releasing };

    public static Option NotesOnly { get; } =
        new("notes-only", "Print the notes of the release on standard output, and change nothing")
        {
            Verbs = ["release"],
            OnlyOnCommandLine = true,
        };

    public static Option Repository { get; } =
        new("repository", "Repository on GitHub that has the releases, such as acme/images")
        {
            Value = "OWNER/NAME",
            Problem = text => GitHubRepository.TryParse(text) is null ? $"'{text}' is no repository; write OWNER/NAME" : null,
            Default = "GITHUB_REPOSITORY, else that of the git remote origin",
            Verbs = [.. Releasing, "comment"],
        };

    public static Option PullRequest { get; } =
        new("pull-request", "Number of the pull request to comment on")
        {
            Value = "N",
            Maximum = int.MaxValue,
            Default = "the one that the workflow runs for",
            Verbs = ["comment"],
            OnlyOnCommandLine = true,
        };

    public static Option Reports { get; } =
        new("reports", "Folder with the reports of what was built and tested, at any depth")
        {
            Value = "DIR",
            Default = "artifacts",
            Verbs = ["comment"],
            OnlyOnCommandLine = true,
        };

    public static Option Baseline { get; } =
        new("baseline", "Folder with reports of the branch that the pull request goes to, to compare sizes with")
        {
            Value = "DIR",
            Verbs = ["comment"],
            OnlyOnCommandLine = true,
        };

    public static Option PushPages { get; } =
        new("push", "Also send each page to Docker Hub, with DOCKERHUB_USERNAME and DOCKERHUB_TOKEN")
        {
            Verbs = ["readme"],
            OnlyOnCommandLine = true,
        };

    /// <summary>Gets them in the order of help.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [Release, Tag, Previous, Draft, NotesOnly, Repository, PushPages, PullRequest, Reports, Baseline];
}
