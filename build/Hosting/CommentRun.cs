using System.Globalization;
using System.Text.Json;
using Images.Build.CommandLine;
using Images.Engines;
using Images.Releasing.Hosting;
using Images.Reporting.Changes;
using Images.Reporting.GitHub;

namespace Images.Build.Hosting;

/// <summary>Tells a pull request what it makes anew, what came of it, and how sizes change.</summary>
/// <param name="context">What the user wants.</param>
internal sealed class CommentRun(BuildContext context)
{
    private const string StatusContext = "images";
    private const string UsualReports = "artifacts";

    private readonly HostEnvironment environment = HostEnvironment.Current();

    /// <summary>Writes the comment and the status.</summary>
    /// <returns>When GitHub has both.</returns>
    /// <exception cref="UsageException">No pull request, repository or token is known.</exception>
    /// <exception cref="ReleaseHostException">GitHub refuses, or cannot be asked.</exception>
    public async Task RunAsync()
    {
        var number = Number() ?? throw new UsageException("comment: this is no run of a pull request; name one with --pull-request=N");
        var access = (await GitHubAccess.FindAsync(context, "comment", isNeeded: true))!;
        var facts = Facts(access);
        var host = new GitHubConversation(access.Site, access.Repository, context.Time, context.Notices);
        var outcome = await host.KeepCommentAsync(number, PullRequestComment.Marker, PullRequestComment.Write(facts), context.Cancellation);
        if (facts.Commit is { } commit)
        {
            var status = new HostedStatus(StatusContext, facts.Succeeded, facts.Sentence(), facts.RunAddress);
            await host.SetStatusAsync(commit, status, context.Cancellation);
        }

        var done = outcome switch
        {
            CommentOutcome.Made => "commented on",
            CommentOutcome.Changed => "changed the comment on",
            _ => "nothing new is to be said on",
        };
        await context.Output.Results.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{done} {access.Repository}#{number}: {facts.Sentence()}")
        );
    }

    /// <summary>Says what the comment would be; GitHub is told nothing.</summary>
    /// <returns>Its lines.</returns>
    public IEnumerable<string> Preview() => PullRequestComment.Write(Facts(null)).TrimEnd('\n').Split('\n');

    private PullRequestFacts Facts(GitHubAccess? access)
    {
        var settings = context.Settings;
        var plan = context.Plan;
        var why = context.Changed.ToDictionary(changed => changed.Id, changed => changed.Reasons, StringComparer.Ordinal);
        return new([.. plan.Selected.Select(image => (image.Id, why.GetValueOrDefault(image.Id) ?? []))], plan.Family.Variants.Count())
        {
            After = EarlierRun.ReadAll(settings.Reports ?? Path.Combine(settings.Root, UsualReports)),
            Before = settings.Baseline is { } baseline ? EarlierRun.ReadAll(baseline) : null,
            Commit = Commit(),
            RunAddress =
                access is not null && environment.Variable("GITHUB_RUN_ID") is { } run
                    ? $"{access.Site.Server}{access.Repository}/actions/runs/{run}"
                    : null,
        };
    }

    private int? Number()
    {
        if (context.Settings.PullRequest is { } named)
        {
            return named;
        }

        // refs/pull/12/merge
        return
            environment.Variable("GITHUB_REF")?.Split('/') is ["refs", "pull", var text, ..]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    // What the workflow checks out is a merge that nobody sees; the status belongs to the branch's own commit.
    private string? Commit()
    {
        if (environment.Variable("GITHUB_EVENT_PATH") is { } path && File.Exists(path))
        {
            try
            {
                using var payload = JsonDocument.Parse(File.ReadAllText(path));
                if (
                    payload.RootElement.TryGetProperty("pull_request", out var pull)
                    && pull.TryGetProperty("head", out var head)
                    && head.TryGetProperty("sha", out var sha)
                )
                {
                    return sha.GetString();
                }
            }
            catch (JsonException)
            {
                // Then the commit that runs is named.
            }
        }

        return environment.Variable("GITHUB_SHA");
    }
}
