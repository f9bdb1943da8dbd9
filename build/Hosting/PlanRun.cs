using Images.Build.CommandLine;
using Images.Building;
using Images.Building.Revisions;
using Images.Engines;
using Images.Planning;

namespace Images.Build.Hosting;

/// <summary>Finds out what a build would do, by what the engine has or by what is published.</summary>
internal static class PlanRun
{
    /// <summary>Plans.</summary>
    /// <param name="context">What the user wants.</param>
    /// <param name="images">What would be built, with everything that it is built from, parents first.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="EngineException">There is no engine.</exception>
    /// <exception cref="Registry.Errors.RegistryException">The registry cannot be asked.</exception>
    /// <exception cref="UsageException">The plan is to go by a registry, and the family names none.</exception>
    public static async Task<BuildPlan> PlanAsync(BuildContext context, IReadOnlyList<PlannedImage> images)
    {
        var (plan, settings) = (context.Plan, context.Settings);
        await using var revisions = new SourceRevisions(settings.Root);
        var how = BuildWishes.For(settings, context.Decisions, plan, FamilySecrets.None, revisions, context.Time.GetUtcNow());
        if (!settings.AgainstRegistry)
        {
            var engines = await context.EnginesAsync(mayStart: false);
            var planner = new Planner(plan.References, engines.Kept(), EngineSessions.KnownBases(engines, plan.Lock), how);
            return await planner.PlanAsync(images, context.Cancellation);
        }

        using var published = PublishedRun.Begin(context, images);
        var bases = EngineSessions.KnownBases(await EnginesAsync(context), plan.Lock);
        return await new Planner(plan.References, [published.Images], bases, how) { WhatIsMissing = ReasonKind.NotPublished }.PlanAsync(
            images,
            context.Cancellation
        );
    }

    // What is locked needs no engine.
    private static async Task<EngineSessions?> EnginesAsync(BuildContext context)
    {
        try
        {
            return await context.EnginesAsync(mayStart: false);
        }
        catch (EngineException)
        {
            return null;
        }
    }
}
