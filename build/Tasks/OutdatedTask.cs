using Cake.Frosting;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Building;
using Images.Engines.Registries;
using Images.Planning.Locking;

namespace Images.Build.Tasks;

/// <summary>Says which external bases are not what images.lock says any more.</summary>
[TaskName("Outdated")]
[TaskDescription("Says which external bases are not what images.lock says any more")]
public sealed class OutdatedTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        var plan = context.Plan;
        var needed = NeededBase.Of(plan.WithParents, plan.References);
        using var registries = context.OpenRegistries();
        var states = await new BaseSurvey(new RegistryBases(registries)).RunAsync(needed, plan.Lock, context.Cancellation);
        LockResults.Write(context.Output, states, plan.Graph, context.Settings.Json);

        var moved = states.Count(state => state.Status == BaseStatus.Moved);
        if (moved > 0)
        {
            throw new ChangesExistException($"{Amount.Count(moved, "base")} moved; 'lock --update' takes over what the tags mean now");
        }

        var unknown = states.Count(state => state.Status == BaseStatus.Unknown);
        if (unknown > 0)
        {
            throw new RunFailedException($"outdated: {Amount.Count(unknown, "base")} cannot be asked for");
        }
    }
}
