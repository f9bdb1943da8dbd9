using Cake.Frosting;
using Images.Build.Hosting;
using Images.Building;
using Images.Publishing;
using Images.Publishing.Attaching.Keys;
using Images.Testing;

namespace Images.Build.Tasks;

/// <summary>Publishes the very images that were tested: all tags or none.</summary>
[TaskName("Publish")]
[TaskDescription("Publishes the images that passed their tests: all tags or none")]
[IsDependentOn(typeof(TestTask))]
public sealed class PublishTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        if (context.DidNothing)
        {
            return;
        }

        var publications = Publications.Of(Tested(context), context.Registries);
        var publishing = await context.PublishingAsync();
        var publisher = await publishing.PublisherAsync(await SigningKeyAsync(context));
        var plan = await publisher.PlanAsync(publications, context.Cancellation);
        var refusals = plan.Refusals.ToList();
        if (refusals.Count > 0)
        {
            refusals.ForEach(context.Output.Log.WriteLine);
            throw new RefusedException($"publish: {Amount.Count(refusals.Count, "tag")} may not be put; nothing was published");
        }

        context.Published = await publisher.PublishAsync(plan, context.Notices, context.Cancellation);
        if (context.Published.Registries.Count(registry => registry.Problem is not null) is > 0 and var failed)
        {
            throw new PublishIncompleteException(
                $"publish: {Amount.Count(failed, "registry", "registries")} of {plan.Registries.Count} not complete; run it again, or with --resume"
            );
        }
    }

    private static async Task<SigningKey?> SigningKeyAsync(BuildContext context)
    {
        try
        {
            return context.SigningKey is { } key ? await key : null;
        }
        catch (SigningKeyException error)
        {
            throw new RunFailedException($"--sign: {error.Message}; nothing was published");
        }
    }

    // A release is whole or not at all: one image that failed keeps all of them back.
    private static List<BuiltImage> Tested(BuildContext context)
    {
        var failed = context.Built.Where(image => image.Outcome is BuildOutcome.Failed or BuildOutcome.Blocked);
        var tested = context.Tested ?? [.. failed.Select(image => new TestedImage(image, []))];
        if (tested.Count == 0)
        {
            throw new RunFailedException("there is nothing to publish, since nothing was tested; leave out --exclusive");
        }

        var bad = tested.Where(image => !image.Passed || image.Built.Outcome is BuildOutcome.Failed or BuildOutcome.Blocked).ToList();
        if (bad.Count > 0)
        {
            throw new RunFailedException(
                $"nothing was published: {string.Join(", ", bad.Select(image => image.Built.Planned.Id))} failed; mend it, or leave it out with '!NAME'"
            );
        }

        var selected = context.Plan.Selected.Select(image => image.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. tested
                .Select(image => image.Built)
                .Where(image => selected.Contains(image.Planned.Id) && image.Outcome != BuildOutcome.Skipped),
        ];
    }
}
