using System.Globalization;
using System.Text;

namespace Images.Building.Revisions;

/// <summary>A commit.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Parents">The ids of the commits before it; none for the first one.</param>
/// <param name="Committed">When it was committed.</param>
internal sealed record GitCommit(string Id, IReadOnlyList<string> Parents, DateTimeOffset Committed)
{
    /// <summary>Reads a commit as git keeps it: lines of headers, an empty line, the message.</summary>
    /// <param name="stored">The commit.</param>
    /// <returns>The commit.</returns>
    public static GitCommit Read(GitObject stored)
    {
        var parents = new List<string>();
        var seconds = 0L;
        foreach (var line in Encoding.Latin1.GetString(stored.Content).Split('\n').TakeWhile(line => line.Length > 0))
        {
            if (line.StartsWith("parent ", StringComparison.Ordinal))
            {
                parents.Add(line["parent ".Length..]);
            }
            else if (line.StartsWith("committer ", StringComparison.Ordinal))
            {
                // committer NAME <MAIL> SECONDS ZONE
                seconds = long.Parse(line.Split(' ')[^2], CultureInfo.InvariantCulture);
            }
        }

        return new GitCommit(stored.Id, parents, DateTimeOffset.FromUnixTimeSeconds(seconds));
    }
}
