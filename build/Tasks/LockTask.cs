using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.Building;
using Images.Engines.Registries;
using Images.Planning.Locking;

namespace Images.Build.Tasks;

/// <summary>Writes what the external bases are into images.lock, or with --check compares it.</summary>
[TaskName("Lock")]
[TaskDescription("Settles in images.lock what the external bases are")]
public sealed class LockTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        var (plan, settings) = (context.Plan, context.Settings);
        if (settings.Words.Count > 0 && !settings.Update)
        {
            throw new UsageException("lock: selectors say what --update is about; add --update, or leave them out");
        }

        var needed = NeededBase.Of(plan.Graph.Images, plan.References);
        if (settings.Check)
        {
            Check(context, needed);
            return;
        }

        using var registries = context.OpenRegistries();
        var updated = NeededBase.Of(settings.Update ? plan.WithParents : [], plan.References).Select(wanted => wanted.Reference);
        var refresh = new LockRefresh(new RegistryBases(registries), plan.Family.Bases.ContainsKey);
        var refreshed = await refresh.RunAsync(needed, plan.Lock, updated.ToHashSet(StringComparer.Ordinal).Contains, context.Cancellation);
        foreach (var line in refreshed.Left)
        {
            context.Output.Note($"left as it is, since it can be made from packages: {line}");
        }

        if (refreshed.Problems.Count > 0)
        {
            LockResults.WriteProblems(context.Output, refreshed.Problems);
            throw new RunFailedException($"lock: {Amount.Count(refreshed.Problems.Count, "base")} cannot be settled; nothing was written");
        }

        var isWritten = LockFile.Save(settings.Root, refreshed.Lock);
        LockResults.Write(context.Output, LockChange.Between(plan.Lock, refreshed.Lock), needed, plan.Graph);
        context.Output.Note(
            $"{(isWritten ? "wrote" : "nothing changed in")} {BaseLock.FileName}: {Amount.Count(refreshed.Lock.Bases.Count, "base")}"
        );
    }

    private static void Check(BuildContext context, IReadOnlyList<NeededBase> needed)
    {
        var (locked, family) = (context.Plan.Lock, context.Plan.Family);
        var kept = needed.ToDictionary(wanted => wanted.Reference, StringComparer.Ordinal);
        var missing = needed.Where(wanted => locked.Pin(wanted.Reference, wanted.Platforms) is null).ToList();
        var unused = locked.Bases.Keys.Where(reference => !kept.ContainsKey(reference)).Order(StringComparer.Ordinal).ToList();
        var made = missing.Where(wanted => family.Bases.ContainsKey(wanted.Reference)).ToList();
        foreach (var wanted in made)
        {
            context.Output.Note(
                $"{wanted.Reference}: not locked; it can be made from packages, so its content may differ between machines"
            );
        }

        var lines = missing
            .Except(made)
            .Select(wanted =>
                $"{wanted.Reference}: not locked for {string.Join(", ", wanted.Platforms)}; {wanted.Users[0].Id} is built from it"
            )
            .Concat(unused.Select(reference => $"{reference}: locked, but no image is built from it"))
            .ToList();
        LockResults.WriteProblems(context.Output, lines);
        if (lines.Count > 0)
        {
            throw new DriftException($"{BaseLock.FileName} is not current in {Amount.Count(lines.Count, "place")}; run 'lock'");
        }

        context.Output.Note($"{BaseLock.FileName} is current: {Amount.Count(locked.Bases.Count, "base")}");
    }
}
