using System.ComponentModel;
using System.Diagnostics;

namespace Images.Building.Revisions;

/// <summary>Starts git.</summary>
internal static class GitProcess
{
    /// <summary>Starts git in a folder, with all streams redirected.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="arguments">What to do.</param>
    /// <returns>The process; null when there is no git.</returns>
    public static Process? Start(string folder, params IEnumerable<string> arguments)
    {
        // Without the locks, a git that somebody runs beside this one is not in its way.
        var start = new ProcessStartInfo("git", ["--no-optional-locks", "-C", folder, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var git = Process.Start(start);
            // What git complains about means that there is no revision: nobody reads it, and it must not fill the pipe.
            git?.BeginErrorReadLine();
            return git;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
