using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Building;
using Images.BuildKit.Errors;
using Images.Engines;
using Images.Rendering.Linting;

namespace Images.Build.Tasks;

/// <summary>Checks definitions and rendered Dockerfiles against the rules.</summary>
[TaskName("Lint")]
[TaskDescription("Checks the definitions and the rendered Dockerfiles against the rules")]
public sealed class LintTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        var selected = context.Plan.Selected.Select(image => image.Rendered.Path).ToHashSet(StringComparer.Ordinal);
        var all = Linter.Lint(context.Plan.Rendered, context.Plan.References, context.Cancellation);
        var own = all.Where(finding => selected.Contains(finding.Path)).ToList();
        var (engines, left) = await OfTheEngineAsync(context);
        List<LintFinding> findings =
        [
            .. own.Concat(engines)
                .OrderBy(finding => finding.Path, StringComparer.Ordinal)
                .ThenBy(finding => finding.Line)
                .ThenBy(finding => finding.RuleId, StringComparer.Ordinal),
        ];
        context.Output.Note(left ?? "BuildKit's own checks were made too");
        LintResults.Write(context.Output, findings, context.Settings.Json, context.InGitHubActions);
        if (findings.Count > 0)
        {
            var files = findings.DistinctBy(finding => finding.Path, StringComparer.Ordinal).Count();
            throw new RunFailedException(
                $"lint: {Amount.Count(findings.Count, "finding")} in {files} of {Amount.Count(selected.Count, "Dockerfile")}; docs/lint-rules.md explains the rules"
            );
        }

        context.Output.Note($"{Amount.Count(selected.Count, "Dockerfile")} checked against all {LintRules.All.Count} rules");
    }

    // An engine that is at hand says what it has against a Dockerfile; none is started for it, and lint works without.
    private static async Task<(IReadOnlyList<LintFinding> Findings, string? Left)> OfTheEngineAsync(BuildContext context)
    {
        const string Left = "BuildKit's own checks were left out";
        try
        {
            var engines = await context.EnginesAsync(mayStart: false);
            var images = context.Plan.Selected.Select(image => image.Rendered).ToList();
            return await engines.All[0].CheckAsync(images, context.Jobs, context.Cancellation) is { } found
                ? (Linter.OfBuildKit(found, images, context.Plan.References), null)
                : ([], $"{Left}: the engine has none (Docker 27 and newer have)");
        }
        catch (Exception error) when (error is EngineException or BuildKitException or UsageException or IOException)
        {
            return ([], $"{Left}: {ContainerText.HarmlessLine(error.Message)}");
        }
    }
}
