using System.Text.RegularExpressions;

namespace Images.EndToEnd.Tests.Guides;

/// <summary>A page of documentation as steps that can be done.</summary>
internal static partial class Guide
{
    private const string Program = "$ dotnet run --project build -- ";

    /// <summary>Reads the steps of a page: each fenced block of commands, and each that a comment gives a file's name.</summary>
    public static IReadOnlyList<GuideStep> Read(string markdown)
    {
        var steps = new List<GuideStep>();
        foreach (Match block in FencedBlock().Matches(markdown))
        {
            var (mark, path, language, text) = (block.Groups[1].Value, block.Groups[2].Value, block.Groups[3].Value, block.Groups[4].Value);
            steps.AddRange(
                language == "console" ? Commands(text)
                : mark == "write" ? [new WriteStep(path, text)]
                : mark == "holds" ? [new HoldsStep(path, text)]
                : throw new FormatException($"a block of {language} that nobody follows: {text}")
            );
        }

        return steps;
    }

    private static IEnumerable<GuideStep> Commands(string text)
    {
        foreach (var command in text.Split(Program, StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = command.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var exit = lines[^1].StartsWith("exit ", StringComparison.Ordinal) ? lines[^1]["exit ".Length..] : null;
            yield return new RunStep(lines[0].Split(' '), [.. lines[1..(exit is null ? ^0 : ^1)]], int.Parse(exit ?? "0", null));
        }
    }

    [GeneratedRegex(@"(?:^<!-- (write|holds): (\S+) -->\n)?^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();
}

internal abstract record GuideStep;

/// <summary>A command, the lines that it prints, in this order among others, and its exit code.</summary>
internal sealed record RunStep(string[] Arguments, IReadOnlyList<string> Lines, int ExitCode) : GuideStep;

/// <summary>A file to write.</summary>
internal sealed record WriteStep(string Path, string Text) : GuideStep;

/// <summary>What a file holds now.</summary>
internal sealed record HoldsStep(string Path, string Text) : GuideStep;
