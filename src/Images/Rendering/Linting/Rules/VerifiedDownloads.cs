using System.Text.RegularExpressions;
using Images.Rendering.Linting.Shell;

namespace Images.Rendering.Linting.Rules;

/// <summary>What comes from a URL is compared with a checksum or a signature in the same RUN.</summary>
/// <remarks>
/// Hadolint has no such rule. A file of ADD may be checked by a later RUN of the same stage that names it. A git repository counts as checked when its
/// reference is a commit.
/// </remarks>
internal sealed partial class VerifiedDownloads : ILintRule
{
    private static readonly HashSet<string> Sums = new(StringComparer.Ordinal)
    {
        "sha224sum",
        "sha256sum",
        "sha384sum",
        "sha512sum",
        "b2sum",
        "shasum",
    };

    /// <inheritdoc/>
    public string Id => "verified-downloads";

    /// <inheritdoc/>
    public string Description => "What ADD, curl or wget gets from a URL is checked against a checksum or a signature";

    /// <inheritdoc/>
    public IReadOnlyList<string> Hadolint => [];

    /// <inheritdoc/>
    public IEnumerable<LintProblem> Check(LintedDockerfile file) => Added(file).Concat(file.Runs.SelectMany(run => Fetched(file, run)));

    private static IEnumerable<LintProblem> Added(LintedDockerfile file) =>
        from instruction in file.Instructions
        where instruction.Keyword == "ADD" && instruction.Flag("checksum") is null
        let words = DockerfileWords.Json(instruction.Arguments) ?? DockerfileWords.Split(instruction.Arguments)
        from source in words.SkipLast(1)
        where Remote().IsMatch(source) && !Commit().IsMatch(source) && !IsCheckedLater(file, instruction, source)
        select new LintProblem(
            file.LineOf(instruction, source),
            $"nothing checks what ADD gets from {source}: check it with 'sha256sum -c' in a RUN, best the one that downloads it with curl"
        );

    private static bool IsCheckedLater(LintedDockerfile file, DockerfileInstruction add, string source)
    {
        var name = source.Split('?', '#')[0].TrimEnd('/');
        name = name[(name.LastIndexOf('/') + 1)..];
        return name.Length > 0
            && file.Runs.Any(run =>
                run.Instruction.Stage == add.Stage
                && run.Instruction.FirstLine > add.LastLine
                && run.AllCommands.Any(IsCheck)
                && run.Instruction.Arguments.Contains(name, StringComparison.Ordinal)
            );
    }

    private static IEnumerable<LintProblem> Fetched(LintedDockerfile file, RunStep run)
    {
        var last = run.AllCommands.ToList().FindLastIndex(IsCheck);
        return from item in run.AllCommands.Index()
            where item.Index > last && IsDownload(item.Item)
            select new LintProblem(
                file.LineOf(run.Instruction, item.Item.Program),
                $"nothing checks what {item.Item.Program} downloads: add 'sha256sum -c' with the expected checksum, or 'gpg --verify', to the same RUN"
            );
    }

    private static bool IsDownload(ShellCommand command) =>
        command.Program is "curl" or "wget"
        && command.Arguments.Any(argument =>
            !argument.StartsWith('-')
            && (Remote().IsMatch(argument) || argument.Contains('$', StringComparison.Ordinal))
            && !Loopback().IsMatch(argument)
        );

    private static bool IsCheck(ShellCommand command) =>
        command.Program == "gpgv"
        || (command.Program is "gpg" or "gpg2" && command.Arguments.Contains("--verify"))
        || (Sums.Contains(command.Program) && command.Arguments.Any(argument => argument == "--check" || Checking().IsMatch(argument)));

    [GeneratedRegex("^(?:https?|ftps?|git|ssh)://|^git@", RegexOptions.IgnoreCase)]
    private static partial Regex Remote();

    [GeneratedRegex("#[0-9a-f]{40}(?:[0-9a-f]{24})?(?::|$)")]
    private static partial Regex Commit();

    [GeneratedRegex(@"^https?://(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Loopback();

    [GeneratedRegex("^-[A-Za-z]*c[A-Za-z]*$")]
    private static partial Regex Checking();
}
