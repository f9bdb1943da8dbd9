using Cake.Frosting;
using Images.Build.Hosting;

namespace Images.Build.Tasks;

/// <summary>Releases the published family: its notes and files on GitHub.</summary>
[TaskName("Release")]
[TaskDescription("Releases the published family on GitHub")]
public sealed class ReleaseTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(BuildContext context) => new ReleaseRun(context).RunAsync();
}
