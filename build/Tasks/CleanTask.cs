using Cake.Frosting;
using Images.Build.Hosting;
using Images.Engines;

namespace Images.Build.Tasks;

/// <summary>Removes what interrupted runs have left, and when told to, images and published tags without a use or the private engine.</summary>
[TaskName("Clean")]
[TaskDescription("Removes containers and image names that an interrupted run has left")]
public sealed class CleanTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        if (context.Settings.CleansRegistries)
        {
            await PublishedLeftovers.RemoveAsync(context);
            return;
        }

        if (context.Settings.PrivateEngine)
        {
            var host = HostEnvironment.Current();
            var probe = new EngineProbe(TimeSpan.FromSeconds(2));
            await new PrivateEngine(host, new HostCommands(), probe, context.Time, context.Notices).RemoveAsync(context.Cancellation);
            await context.Output.Results.WriteLineAsync("the private engine and its data are gone");
            return;
        }

        foreach (var session in (await context.EnginesAsync(mayStart: false)).All)
        {
            var where = context.Settings.Engines.Count > 1 ? $"{session.Name}: " : string.Empty;
            await new Leftovers(session, context).RemoveAsync(where);
        }
    }
}
