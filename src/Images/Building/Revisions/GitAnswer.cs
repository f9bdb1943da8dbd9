using System.Text;

namespace Images.Building.Revisions;

/// <summary>What a git command that was run to its end has said.</summary>
/// <param name="ExitCode">0 where it succeeded.</param>
/// <param name="Text">Its standard output.</param>
internal sealed record GitAnswer(int ExitCode, string Text)
{
    /// <summary>Gets whether it succeeded.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>Gets the first line of the output; empty where there is none.</summary>
    public string Line => Text.Split('\n')[0];

    /// <summary>Gets the parts of an output in which a NUL stands behind each.</summary>
    public IReadOnlyList<string> Parts => Text.Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs git.</summary>
    /// <param name="folder">Where; paths in arguments and answers count from there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="arguments">What to do.</param>
    /// <returns>The answer; null when there is no git.</returns>
    public static async Task<GitAnswer?> AskAsync(string folder, CancellationToken cancellationToken, params IEnumerable<string> arguments)
    {
        using var git = GitProcess.Start(folder, arguments);
        if (git is null)
        {
            return null;
        }

        try
        {
            git.StandardInput.Close();
            using var reader = new StreamReader(git.StandardOutput.BaseStream, new UTF8Encoding(false));
            var text = await reader.ReadToEndAsync(cancellationToken);
            await git.WaitForExitAsync(cancellationToken);
            return new GitAnswer(git.ExitCode, text);
        }
        catch (OperationCanceledException)
        {
            git.Kill();
            throw;
        }
    }
}
