using System.Security.Cryptography;
using System.Text;
using Images.Engines;

namespace Images.Reporting.GitHub;

/// <summary>Writes buffered output of a container as one folded group in which the runner obeys nothing.</summary>
public static class LogGroup
{
    /// <summary>Writes a group.</summary>
    /// <param name="title">What the folded line says.</param>
    /// <param name="output">What the container wrote.</param>
    /// <returns>Lines that end in LF.</returns>
    public static string Write(string title, string output) =>
        Write(title, output, RandomNumberGenerator.GetHexString(32, lowercase: true));

    /// <summary>Writes a group with a given token for <c>stop-commands</c>.</summary>
    /// <param name="title">What the folded line says.</param>
    /// <param name="output">What the container wrote.</param>
    /// <param name="token">A text that cannot be guessed.</param>
    /// <returns>Lines that end in LF.</returns>
    internal static string Write(string title, string output, string token)
    {
        var group = new StringBuilder();
        group.Append(WorkflowCommand.Write("group", [], ContainerText.HarmlessLine(title))).Append('\n');
        group.Append(WorkflowCommand.Write("stop-commands", [], token)).Append('\n');
        var text = ContainerText.Harmless(output).TrimEnd('\n');
        if (text.Length > 0)
        {
            group.Append(text).Append('\n');
        }

        group.Append(WorkflowCommand.Write(token, [], string.Empty)).Append('\n');
        return group.Append(WorkflowCommand.Write("endgroup", [], string.Empty)).Append('\n').ToString();
    }
}
