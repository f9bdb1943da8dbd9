using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Build.Hosting;

namespace Images.Build.Tasks;

/// <summary>Prints docs/command-line.md.</summary>
[TaskName("Reference")]
[TaskDescription("Prints docs/command-line.md")]
public sealed class ReferenceTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) => context.Output.Results.Write(ReferencePage.Write());
}
