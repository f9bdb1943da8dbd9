using Cake.Frosting;
using Images.Build.Hosting;
using Images.Engines;

namespace Images.Build.Tasks;

/// <summary>Removes what interrupted runs have left, and the private engine when told to.</summary>
[TaskName("Clean")]
[TaskDescription("Removes containers that an interrupted run has left")]
public sealed class CleanTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        if (context.Settings.PrivateEngine)
        {
            var host = HostEnvironment.Current();
            var probe = new EngineProbe(TimeSpan.FromSeconds(2));
            await new PrivateEngine(host, new HostCommands(), probe, context.Time, context.Notices).RemoveAsync(context.Cancellation);
            await context.Output.Results.WriteLineAsync("the private engine and its data are gone");
            return;
        }

        var session = await context.EngineAsync(mayStart: false);
        var removed = await session.Containers.RemoveLeftoversAsync(context.Cancellation);
        await context.Output.Results.WriteLineAsync(removed == 1 ? "removed 1 container" : $"removed {removed} containers");
    }
}
