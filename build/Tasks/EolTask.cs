using System.Globalization;
using Cake.Frosting;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Building;
using Images.Planning;
using Images.Reporting.GitHub;

namespace Images.Build.Tasks;

/// <summary>Lists the variants whose support has ended or ends soon.</summary>
[TaskName("Eol")]
[TaskDescription("Lists the variants whose support has ended or ends soon")]
public sealed class EolTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var today = DateOnly.FromDateTime(context.Time.GetUtcNow().UtcDateTime);
        var listing = EndOfLifeListing.Of(context.Plan.Selected, today, context.Settings.Within);
        if (context.Settings.Json)
        {
            context.Output.Results.Write(listing.ToJson());
        }
        else
        {
            Write(listing, context.Output.Results);
        }

        foreach (var entry in context.InGitHubActions ? listing.Variants : [])
        {
            var (file, line, column) = (entry.Location.File, entry.Location.Line, entry.Location.Column);
            context.Output.Log.WriteLine(new Annotation("warning", file, line, column, "end of life", $"{entry.Id}: {Words(entry)}"));
        }

        var past = listing.Past.Count();
        if (past > 0)
        {
            throw new ChangesExistException(
                $"the support of {Amount.Count(past, "variant")} has ended; remove {(past == 1 ? "it" : "them")}, or correct 'eol' where it is wrong"
            );
        }
    }

    private static void Write(EndOfLifeListing listing, TextWriter results)
    {
        if (listing.Variants.Count == 0)
        {
            results.WriteLine($"nothing ends within {Amount.Count(listing.Within, "day")}");
            return;
        }

        var table = new Table("IMAGE", "ENDS", "WHEN", "THROUGH");
        foreach (var entry in listing.Variants)
        {
            table.Add(
                entry.Id,
                entry.Ends.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Words(entry),
                entry.Through ?? string.Empty
            );
        }

        table.Write(results);
    }

    private static string Words(EndOfLifeEntry entry) =>
        entry.Days switch
        {
            < 0 => $"ended {Amount.Count(-entry.Days, "day")} ago",
            0 => "ends today",
            _ => $"ends in {Amount.Count(entry.Days, "day")}",
        };
}
