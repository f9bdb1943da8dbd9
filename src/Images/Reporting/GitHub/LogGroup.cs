using System.Security.Cryptography;
using System.Text;

namespace Images.Reporting.GitHub;

/// <summary>Writes buffered lines as one folded group in which the runner obeys nothing.</summary>
public static class LogGroup
{
    /// <summary>Writes a group.</summary>
    /// <param name="title">What the folded line says.</param>
    /// <param name="lines">What is in it, harmless to a terminal.</param>
    /// <returns>Lines that end in LF.</returns>
    public static string Write(string title, IReadOnlyList<string> lines) =>
        Write(title, lines, RandomNumberGenerator.GetHexString(32, lowercase: true));

    /// <summary>Writes a group with a given token for <c>stop-commands</c>.</summary>
    /// <param name="title">What the folded line says.</param>
    /// <param name="lines">What is in it, harmless to a terminal.</param>
    /// <param name="token">A text that cannot be guessed.</param>
    /// <returns>Lines that end in LF.</returns>
    internal static string Write(string title, IReadOnlyList<string> lines, string token)
    {
        var group = new StringBuilder();
        group.Append(WorkflowCommand.Write("group", [], title)).Append('\n');
        group.Append(WorkflowCommand.Write("stop-commands", [], token)).Append('\n');
        foreach (var line in lines)
        {
            group.Append(line).Append('\n');
        }

        group.Append(WorkflowCommand.Write(token, [], string.Empty)).Append('\n');
        return group.Append(WorkflowCommand.Write("endgroup", [], string.Empty)).Append('\n').ToString();
    }
}
