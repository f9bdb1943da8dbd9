using Cake.Frosting;
using Images.Build.Hosting;

namespace Images.Build.Tasks;

/// <summary>Keeps one comment on a pull request up to date.</summary>
[TaskName("Comment")]
[TaskDescription("Keeps one comment on a pull request, and a status of its commit, up to date")]
public sealed class CommentTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context) => new CommentRun(context).RunAsync();
}
