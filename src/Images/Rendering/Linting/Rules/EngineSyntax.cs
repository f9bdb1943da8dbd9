using System.Text.RegularExpressions;
using Images.Rendering.Linting.Shell;

namespace Images.Rendering.Linting.Rules;

/// <summary>The built-in frontend of the oldest supported engine, 20.10, understands the Dockerfile.</summary>
/// <remarks>Hadolint has no such rule. Cache, bind, secret and tmpfs mounts, COPY --chmod with a number and FROM --platform are old enough.</remarks>
internal sealed partial class EngineSyntax : ILintRule
{
    private const string Engine = "engine 20.10";

    private static readonly Dictionary<string, string[]> NewFlags = new(StringComparer.Ordinal)
    {
        ["ADD"] = ["link", "checksum", "keep-git-dir", "unpack", "exclude"],
        ["COPY"] = ["link", "parents", "exclude"],
        ["RUN"] = ["network", "security", "device"],
        ["HEALTHCHECK"] = ["start-interval"],
    };

    /// <inheritdoc/>
    public string Id => "engine-syntax";

    /// <inheritdoc/>
    public string Description =>
        "Nothing is newer than what engine 20.10 understands: no here-documents, no '# syntax=', no COPY --link and the like";

    /// <inheritdoc/>
    public IReadOnlyList<string> Hadolint => [];

    /// <inheritdoc/>
    public IEnumerable<LintProblem> Check(LintedDockerfile file) =>
        Directives(file).Concat(file.Instructions.SelectMany(instruction => Check(file, instruction)));

    private static IEnumerable<LintProblem> Directives(LintedDockerfile file)
    {
        var top = file.Instructions is [var first, ..] ? first.FirstLine - 1 : file.Text.Count;
        return file
            .Text.Take(top)
            .Index()
            .Where(line => Syntax().IsMatch(line.Item))
            .Select(line => new LintProblem(
                line.Index + 1,
                "'# syntax=' asks for a frontend from a registry, or for nothing below another comment: remove it"
            ));
    }

    private static IEnumerable<LintProblem> Check(LintedDockerfile file, DockerfileInstruction instruction)
    {
        foreach (var flag in NewFlags.GetValueOrDefault(instruction.Keyword, []).Where(flag => HasFlag(instruction, flag)))
        {
            yield return At($"--{flag}", $"{instruction.Keyword} --{flag} is too new for {Engine}: {Remedy(flag)}");
        }

        if (instruction.Keyword is "RUN" or "COPY" or "ADD" && HereDocuments.In(instruction.Arguments).Count > 0)
        {
            yield return At(
                "<<",
                $"here-documents are too new for {Engine}: {(instruction.Keyword == "RUN" ? "chain the commands with '; \\'" : "copy a file from the context")}"
            );
        }

        if (instruction.Keyword == "COPY" && instruction.Flag("chmod") is { } mode && !mode.All(char.IsAsciiDigit))
        {
            yield return At("--chmod", $"COPY --chmod={mode} is too new for {Engine}: write the mode as a number such as 0755");
        }

        if (
            instruction.Keyword == "ADD"
            && DockerfileWords.Split(instruction.Arguments).SkipLast(1).FirstOrDefault(Git().IsMatch) is { } source
        )
        {
            yield return At(source, $"ADD of a git repository is too new for {Engine}: clone it in a RUN");
        }

        if (instruction.Keyword == "RUN" && RunStep.MountOptions(instruction).Any(option => option.Key == "env"))
        {
            yield return At("env=", $"a secret as a variable is too new for {Engine}: read it from /run/secrets");
        }

        LintProblem At(string text, string message) => new(file.LineOf(instruction, text), message);
    }

    private static bool HasFlag(DockerfileInstruction instruction, string name) =>
        instruction.Flags.Any(flag => flag.Split('=')[0].Equals($"--{name}", StringComparison.OrdinalIgnoreCase));

    private static string Remedy(string flag) =>
        flag switch
        {
            "checksum" => "download with curl in a RUN and check with 'sha256sum -c' there",
            "parents" => "write one COPY for each directory",
            "exclude" => "name what is to be copied, or use a .dockerignore",
            "unpack" => "unpack in a RUN",
            "network" or "security" or "device" => "leave it out, or let the definition of the build ask for it",
            _ => "leave it out",
        };

    [GeneratedRegex(@"^\s*#\s*syntax\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Syntax();

    [GeneratedRegex(@"^git@|^(?:git|ssh)://|^https?://[^?#]+\.git(?:#|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Git();
}
