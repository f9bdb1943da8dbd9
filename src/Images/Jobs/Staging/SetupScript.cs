using System.Security.Cryptography;
using System.Text;
using Images.Definitions;
using Images.Rendering.Linting.Shell;

namespace Images.Jobs.Staging;

/// <summary>A set-up's script, taken apart.</summary>
/// <param name="Steps">Its lists of commands in order.</param>
/// <param name="Shell">What runs it: a shell of the container, by an absolute path.</param>
/// <param name="Watched">The script with a call behind each stage and each everytime list that takes note of how it ended; no line is added.</param>
internal sealed record SetupScript(IReadOnlyList<SetupStep> Steps, string Shell, string Watched)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "docker-setup.sh";

    private const string Stage = "next_stage";
    private const string Everytime = "everytime";
    private const int DigestLength = 16;

    /// <summary>Gets the script of a computation that has none.</summary>
    public static SetupScript Empty { get; } = new([], "/bin/sh", string.Empty);

    /// <summary>Gets the stages in order.</summary>
    public IReadOnlyList<SetupStep> Stages { get; } = [.. Steps.Where(step => step.Kind == SetupStepKind.Stage)];

    /// <summary>
    /// Gets a digest for each stage, of its text and of the undecorated commands between it and the stage before, which may set what it
    /// uses.
    /// </summary>
    public IReadOnlyList<string> Digests { get; } = [.. DigestsOf(Steps)];

    /// <summary>Takes a script apart.</summary>
    /// <param name="shown">The file's path as shown to people.</param>
    /// <param name="text">The script.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <returns>The script.</returns>
    public static SetupScript Read(string shown, string text, DefinitionErrors errors)
    {
        var steps = new List<SetupStep>();
        var watched = new StringBuilder();
        var copied = 0;
        foreach (var list in ShellReader.ReadLists(text))
        {
            var before = text.AsSpan(0, list.Start);
            var line = before.Count('\n') + 1;
            var kind = KindOf(list.Commands);
            if (kind != SetupStepKind.Plain)
            {
                watched.Append(text, copied, list.End - copied).Append(" ; ").Append(SetupPrelude.Ended);
                copied = list.End;
            }

            if (Problem(kind, list) is { } problem)
            {
                errors.Add(new SourceLocation(shown, line, list.Start - before.LastIndexOf('\n')), problem);
            }

            steps.Add(new SetupStep(kind, line, TextOf(kind, text[list.Start..list.TextEnd]), list.Commands));
        }

        return new SetupScript(steps, ShellOf(text), watched.Append(text, copied, text.Length - copied).ToString());
    }

    private static SetupStepKind KindOf(IReadOnlyList<ShellCommand> commands) =>
        commands is not [var first, ..] ? SetupStepKind.Plain
        : first.Program == Stage ? SetupStepKind.Stage
        : first.Program == Everytime ? SetupStepKind.Everytime
        : SetupStepKind.Plain;

    private static string? Problem(SetupStepKind kind, ShellList list)
    {
        var inner = list
            .Commands.Skip(kind == SetupStepKind.Plain ? 0 : 1)
            .FirstOrDefault(command => command.Program is Stage or Everytime);
        return inner is not null ? $"'{inner.Program}' stands inside another command; begin a line of the outermost level with it"
            : kind == SetupStepKind.Plain ? null
            : list.IsBackground ? "what runs in the background has no end that could be noted; leave out the '&'"
            : list.Commands is [var only] ? $"'{only.Program}' decorates nothing; write '{only.Program} && COMMAND' on one line"
            : null;
    }

    private static string TextOf(SetupStepKind kind, string text)
    {
        var trimmed = text.TrimEnd();
        if (kind == SetupStepKind.Plain || trimmed.IndexOf("&&", StringComparison.Ordinal) is not (>= 0 and var join))
        {
            return trimmed;
        }

        return trimmed[(join + 2)..].TrimStart();
    }

    private static string ShellOf(string text)
    {
        if (!text.StartsWith("#!", StringComparison.Ordinal))
        {
            return Empty.Shell;
        }

        var words = text.Split('\n')[0][2..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is [var program, ..] && ShellCommand.IsShell(program[(program.LastIndexOf('/') + 1)..]) ? program
            : words is [_, var named, ..] && ShellCommand.IsShell(named) ? $"/bin/{named}"
            : Empty.Shell;
    }

    private static IEnumerable<string> DigestsOf(IReadOnlyList<SetupStep> steps)
    {
        var text = new StringBuilder();
        foreach (var step in steps.Where(step => step.Kind != SetupStepKind.Everytime))
        {
            text.Append(step.Text).Append('\0');
            if (step.Kind == SetupStepKind.Stage)
            {
                yield return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..DigestLength];
                text.Clear();
            }
        }
    }
}
