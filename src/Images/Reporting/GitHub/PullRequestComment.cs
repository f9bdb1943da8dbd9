using System.Globalization;
using System.Text;
using Images.Building;
using Images.Engines;
using Images.Rendering;
using Images.Reporting.Changes;

namespace Images.Reporting.GitHub;

/// <summary>Writes the one comment on a pull request: what it makes anew and why, what came of it, and how sizes change.</summary>
public static class PullRequestComment
{
    /// <summary>The line by which the comment is found again; people do not see it.</summary>
    public const string Marker = "<!-- images: plan and sizes -->";

    /// <summary>The most characters of a comment that GitHub takes.</summary>
    public const int MostCharacters = 65_536;

    private const int MostReasons = 3;
    private const int LongestReason = 120;

    // Room for the closing lines.
    private const int Reserve = 1_024;

    /// <summary>Writes the comment.</summary>
    /// <param name="facts">What is told.</param>
    /// <returns>Markdown with LF line ends, at most <see cref="MostCharacters"/> long; what did not fit is counted.</returns>
    public static string Write(PullRequestFacts facts)
    {
        var text = new StringBuilder();
        text.Append(null, $"{Marker}\n### Images: {Markdown.Escape(facts.Sentence())}\n\n");
        if (facts.Planned.Count > 0)
        {
            text.Append("| image | why | outcome | size | change | tests |\n|---|---|---|--:|--:|---|\n");
            var left = 0;
            foreach (var row in facts.Planned.OrderBy(planned => Rank(facts, planned.Id)).Select(planned => Row(facts, planned)))
            {
                if (left > 0 || text.Length + row.Length > MostCharacters - Reserve)
                {
                    left++;
                }
                else
                {
                    text.Append(row);
                }
            }

            text.Append(left > 0 ? $"\n{Amount.Count(left, "image")} more: see the run's report\n\n" : "\n");
        }

        if (facts is { After: not null, Before: null })
        {
            text.Append("Changes of size are unknown: there is no report of the branch that this goes to.\n\n");
        }

        text.Append(Closing(facts));
        return text.ToString();
    }

    private static int Rank(PullRequestFacts facts, string id) =>
        facts.After?.Images.GetValueOrDefault(id) is { } image && PullRequestFacts.IsFailed(image) ? 0 : 1;

    private static string Row(PullRequestFacts facts, (string Id, IReadOnlyList<string> Reasons) planned)
    {
        var after = facts.After?.Images.GetValueOrDefault(planned.Id);
        var before = facts.Before?.Images.GetValueOrDefault(planned.Id);
        string[] cells =
        [
            Markdown.Code(planned.Id),
            Why(planned.Reasons),
            after is null ? "to be built" : Markdown.Escape(after.Outcome),
            after?.Size is { } size ? Quantity.Bytes(size) : "-",
            Change(before, after),
            Tests(after),
        ];
        return $"| {string.Join(" | ", cells)} |\n";
    }

    private static string Why(IReadOnlyList<string> reasons)
    {
        if (reasons.Count == 0)
        {
            return "built from one that changes";
        }

        var shown = reasons
            .Take(MostReasons)
            .Select(reason => Markdown.Text(ContainerText.Shorten(ContainerText.HarmlessLine(reason), LongestReason)));
        return string.Join("<br>", reasons.Count > MostReasons ? shown.Append($"and {reasons.Count - MostReasons} more") : shown);
    }

    private static string Change(EarlierImage? before, EarlierImage? after) =>
        (before?.Size, after?.Size) switch
        {
            ({ } old, { } now) when old == now => "none",
            ({ } old, { } now) => string.Create(
                CultureInfo.InvariantCulture,
                $"{(now > old ? "+" : "-")}{Quantity.Bytes(Math.Abs(now - old))} ({(now - old) * 100.0 / Math.Max(old, 1):+0.0;-0.0;0.0}%)"
            ),
            _ => "-",
        };

    private static string Tests(EarlierImage? image)
    {
        if (image is null || image.Tests.Count == 0)
        {
            return "-";
        }

        var failed = image
            .Tests.Where(test => test.Value == "failed")
            .Select(test => Markdown.Escape(ContainerText.HarmlessLine(test.Key)))
            .ToList();
        return failed.Count == 0
            ? $"{image.Tests.Count(test => test.Value == "passed")} passed"
            : $"**{failed.Count} failed**: {string.Join(", ", failed.Take(MostReasons))}";
    }

    private static string Closing(PullRequestFacts facts)
    {
        var commit = facts.Commit is { Length: > 7 } full ? $"of {full[..7]}" : string.Empty;
        return facts.RunAddress is { } address ? $"<sub>[This run]({address}) {commit}</sub>\n"
            : commit.Length > 0 ? $"<sub>{commit}</sub>\n"
            : string.Empty;
    }
}
