using Cake.Frosting;
using Images.Build.Hosting;
using Images.Building;
using Images.Building.Placement;
using Images.Engines;
using Images.Reporting;

namespace Images.Build.Tasks;

/// <summary>Removes what interrupted runs have left, and the private engine when told to.</summary>
[TaskName("Clean")]
[TaskDescription("Removes containers and image names that an interrupted run has left")]
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

        foreach (var session in (await context.EnginesAsync(mayStart: false)).All)
        {
            var removed = await session.Containers.RemoveLeftoversAsync(context.Cancellation);
            var names = (await session.Store.ListAsync(string.Empty, context.Cancellation)).Where(IsAbandoned).ToArray();
            foreach (var name in names)
            {
                await session.Store.UntagAsync(name, context.Cancellation);
            }

            var where = context.Settings.Engines.Count > 1 ? $"{session.Name}: " : string.Empty;
            await context.Output.Results.WriteLineAsync(
                $"{where}removed {Amount.Count(removed, "container")} and {Amount.Count(names.Length, "image name")}"
            );
        }
    }

    private static bool IsAbandoned(string name) => LocalNames.IsAbandoned(name) || ExchangeNames.IsAbandoned(name);
}
