using System.Text.RegularExpressions;
using Images.Build.Hosting;
using Images.Building;
using Images.Planning;

namespace Images.Build.Printing;

/// <summary>Prints a plan.</summary>
internal static partial class PlanResults
{
    private const int MostReasons = 5;
    private const int LongestReason = 120;

    /// <summary>Writes a plan to standard output.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="json">Whether to write JSON.</param>
    /// <param name="explain">Whether to show where everything comes from.</param>
    public static void Write(Output output, BuildPlan plan, bool json, bool explain)
    {
        if (json)
        {
            output.Results.Write(PlanListing.Of(plan, explain).ToJson());
            return;
        }

        if (explain)
        {
            foreach (var (index, entry) in plan.Images.Index())
            {
                output.Results.Write(index > 0 ? "\n" : string.Empty);
                PlanExplanation.Write(output.Results, entry);
            }

            return;
        }

        var table = new Table("IMAGE", "PLAN", "WHY");
        foreach (var entry in plan.Images)
        {
            var reasons = Reasons(entry).DefaultIfEmpty(string.Empty).ToList();
            table.Add(entry.Image.Id, entry.Builds ? "build" : "up to date", reasons[0]);
            reasons.Skip(1).ToList().ForEach(reason => table.Add(string.Empty, string.Empty, reason));
        }

        table.Write(output.Results);
        output.Results.WriteLine();
        output.Results.WriteLine(Sentence(plan));
    }

    private static IEnumerable<string> Reasons(PlanEntry entry)
    {
        var shown = entry.Reasons.Count > MostReasons ? MostReasons - 1 : entry.Reasons.Count;
        var reasons = entry.Reasons.Take(shown).Select(reason => Shortened(reason.Text));
        return shown == entry.Reasons.Count
            ? reasons
            : reasons.Append($"and {entry.Reasons.Count - shown} more: plan --explain={entry.Image.Id}");
    }

    // Whole digests are in the explanation and in JSON.
    private static string Shortened(string text)
    {
        var brief = Digest().Replace(text, "${start}");
        return brief.Length <= LongestReason ? brief : $"{brief[..(LongestReason - 3)]}...";
    }

    [GeneratedRegex(@"\b(?<start>[0-9a-f]{12})(?:[0-9a-f]{28}|[0-9a-f]{52})\b")]
    private static partial Regex Digest();

    private static string Sentence(BuildPlan plan)
    {
        var builds = plan.ToBuild.Count();
        var rest = plan.Images.Count - builds;
        return builds == 0 ? $"nothing to build: {Amount.Count(rest, "image")} up to date"
            : rest == 0 ? $"{Amount.Count(builds, "image")} to build"
            : $"{Amount.Count(builds, "image")} to build, {rest} up to date";
    }
}
