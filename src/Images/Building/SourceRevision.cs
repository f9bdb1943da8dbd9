using System.Diagnostics;
using System.Globalization;

namespace Images.Building;

/// <summary>The commit that an image is built from: the last one that touched its inputs.</summary>
/// <param name="Commit">The commit's id; with <c>-dirty</c> when the inputs have changes that are in no commit.</param>
/// <param name="Created">When it was committed.</param>
public sealed record SourceRevision(string Commit, DateTimeOffset Created)
{
    /// <summary>Asks git.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="paths">The inputs, relative to the root.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The revision, or null outside a checkout, without git, or before the first commit of the inputs.</returns>
    public static async Task<SourceRevision?> FindAsync(string root, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var log = await GitAsync(root, ["log", "-1", "--format=%H %ct", "--", .. paths], cancellationToken);
        if (log?.Trim().Split(' ') is not [{ Length: >= 40 } commit, var seconds])
        {
            return null;
        }

        var status = await GitAsync(root, ["status", "--porcelain", "--", .. paths], cancellationToken);
        var created = DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
        return new SourceRevision(string.IsNullOrWhiteSpace(status) ? commit : commit + "-dirty", created);
    }

    private static async Task<string?> GitAsync(string root, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git", ["-C", root, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var git = Process.Start(start)!;
            var output = git.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = git.StandardError.ReadToEndAsync(cancellationToken);
            await Task.WhenAll(output, errors, git.WaitForExitAsync(cancellationToken));
            return git.ExitCode == 0 ? await output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
