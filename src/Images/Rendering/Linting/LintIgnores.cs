using System.Text.RegularExpressions;

namespace Images.Rendering.Linting;

/// <summary>The comments <c># lint-ignore RULE: why</c>: each lets the instruction directly below it break one rule.</summary>
internal sealed partial class LintIgnores
{
    /// <summary>The name under which wrong comments are reported; it cannot be ignored itself.</summary>
    public const string Id = "lint-ignore";

    private readonly List<Ignore> ignores = [];

    /// <summary>Reads the comments of a Dockerfile.</summary>
    /// <param name="file">The Dockerfile.</param>
    public LintIgnores(LintedDockerfile file)
    {
        var line = 1;
        foreach (var instruction in file.Instructions)
        {
            Read(file, line, instruction.FirstLine - 1, instruction);
            line = instruction.LastLine + 1;
        }

        Read(file, line, file.Text.Count, null);
    }

    /// <summary>Says whether a problem is to be left out, and remembers that the comment was needed.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="line">The problem's line.</param>
    /// <returns>True when a comment covers it.</returns>
    public bool Covers(string rule, int line)
    {
        var covering = ignores.Where(ignore =>
            ignore.Rule == rule
            && ignore.Why.Length > 0
            && ignore.Target is { } target
            && target.FirstLine <= line
            && line <= target.LastLine
        );
        foreach (var ignore in covering)
        {
            ignore.IsUsed = true;
            return true;
        }

        return false;
    }

    /// <summary>Finds the comments that are wrong or were not needed; to be asked when every rule of ours was checked.</summary>
    /// <returns>The problems. Whether a comment on one of BuildKit's checks was needed is not among them.</returns>
    public IEnumerable<LintProblem> Problems() => Unused().Where(ignore => !IsForBuildKit(ignore)).Select(Problem);

    /// <summary>Finds the comments on BuildKit's checks that were not needed; to be asked when those were made.</summary>
    /// <returns>The problems.</returns>
    public IEnumerable<LintProblem> UnusedOfBuildKit() => Unused().Where(IsForBuildKit).Select(Problem);

    private IEnumerable<Ignore> Unused() => ignores.Where(ignore => !ignore.IsUsed);

    // Only BuildKit knows whether it is needed; what else is wrong with a comment can be seen without.
    private static bool IsForBuildKit(Ignore ignore) => IsOfBuildKit(ignore) && ignore is { Why.Length: > 0, Target: not null };

    private static LintProblem Problem(Ignore ignore) => new(ignore.Line, Message(ignore));

    // Its checks are named like types, our rules like options.
    private static bool IsOfBuildKit(Ignore ignore) => ignore.Rule is [>= 'A' and <= 'Z', ..] && ignore.Rule.All(char.IsAsciiLetterOrDigit);

    private static string Message(Ignore ignore) =>
        ignore switch
        {
            { Rule.Length: 0 } => "the comment names no rule: write '# lint-ignore RULE: why'",
            _ when !IsOfBuildKit(ignore) && LintRules.All.All(rule => rule.Id != ignore.Rule) =>
                $"there is no rule '{ignore.Rule}': write one of {string.Join(", ", LintRules.All.Select(rule => rule.Id))}, or one of BuildKit's checks",
            { Why.Length: 0 } => $"the comment gives no reason: write '# lint-ignore {ignore.Rule}: why'",
            { Target: null } => $"the comment on {ignore.Rule} stands directly above no instruction: move it there or remove it",
            _ => $"the {ignore.Target.Keyword} below breaks {ignore.Rule} nowhere: remove the comment",
        };

    private void Read(LintedDockerfile file, int first, int last, DockerfileInstruction? below)
    {
        for (var line = last; line >= first; line--)
        {
            var text = file.Text[line - 1];
            if (string.IsNullOrWhiteSpace(text))
            {
                below = null;
            }

            if (Comment().Match(text) is { Success: true } match)
            {
                ignores.Add(new Ignore(line, match.Groups["rule"].Value, match.Groups["why"].Value.Trim(), below));
            }
        }
    }

    [GeneratedRegex(
        @"^\s*#\s*lint-ignore(?![\w-])\s*(?<rule>[^\s:]*)\s*:?(?<why>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Comment();

    private sealed record Ignore(int Line, string Rule, string Why, DockerfileInstruction? Target)
    {
        public bool IsUsed { get; set; }
    }
}
