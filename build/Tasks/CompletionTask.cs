using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Build.Hosting;

namespace Images.Build.Tasks;

/// <summary>Prints the completion script of a shell.</summary>
[TaskName("Completion")]
[TaskDescription("Prints the completion script of a shell")]
public sealed class CompletionTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context) => context.Output.Results.Write(CompletionScript.Of(context.Settings.Words[0]));
}
