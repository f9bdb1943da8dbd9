using Cake.Frosting;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Rendering.Linting;
using Images.Reporting;

namespace Images.Build.Tasks;

/// <summary>Checks definitions and rendered Dockerfiles against the rules.</summary>
[TaskName("Lint")]
[TaskDescription("Checks the definitions and the rendered Dockerfiles against the rules")]
public sealed class LintTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var selected = context.Plan.Selected.Select(image => image.Rendered.Path).ToHashSet(StringComparer.Ordinal);
        var all = Linter.Lint(context.Plan.Rendered, context.Plan.References, context.Cancellation);
        var findings = all.Where(finding => selected.Contains(finding.Path)).ToList();
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
}
