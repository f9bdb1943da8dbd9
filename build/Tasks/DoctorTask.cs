using Cake.Frosting;
using Images.Build.Hosting;
using Images.Build.Printing;
using Images.BuildKit;
using Images.Definitions;
using Images.Engines;
using Images.Engines.Registries;
using Images.Registry;
using Images.Registry.Transport;

namespace Images.Build.Tasks;

/// <summary>Checks the machine, and says how to put right what is wrong.</summary>
[TaskName("Doctor")]
[TaskDescription("Checks the machine, and says how to put right what is wrong")]
public sealed class DoctorTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        var options = new DoctorOptions(
            new EngineOptions(context.Settings.Engine, MayStart: false, MayInstall: false),
            TrialImage: null,
            Recipes(context)
        );
        // Beside the others, so that a Docker Hub that does not answer costs no time.
        var limit = PullLimitAsync(context);
        var checks = new List<DoctorCheck>();
        await foreach (
            var check in new Doctor(HostEnvironment.Current(), context.Time, AskBuildKitAsync).RunAsync(options, context.Cancellation)
        )
        {
            checks.Add(check);
        }

        if (await limit is { } pulls)
        {
            checks.Add(pulls);
        }

        DoctorResults.Write(checks, context.Settings.Json, context.Output.Results);
        var red = checks.Count(check => check.Status == DoctorStatus.Failure);
        if (red > 0)
        {
            throw new RunFailedException($"{red} of {checks.Count} checks failed; each failed row says what mends it");
        }
    }

    private static async Task<DoctorCheck?> PullLimitAsync(BuildContext context)
    {
        using var hub = new RegistryClient(new RegistryOptions { Credentials = EngineSession.Logins(), Retries = 0 }, context.Time);
        return await PullLimitCheck.RunAsync(hub, TimeSpan.FromSeconds(2), context.Time, context.Cancellation);
    }

    // The machine can be looked at even while the definitions are being mended.
    private static IReadOnlyList<BootstrapRecipe> Recipes(BuildContext context)
    {
        if (!Directory.Exists(Path.Combine(context.Settings.Root, "images")))
        {
            context.Output.Note("there is no images/ here, so no bases are looked at");
            return [];
        }

        try
        {
            return [.. FamilyLoader.Load(context.Settings.Root, context.Cancellation).Bases.Values.Distinct()];
        }
        catch (DefinitionException exception)
        {
            context.Output.Note(
                $"the definitions have {exception.Errors.Count} errors, so their bases are not looked at; 'list' names them"
            );
            return [];
        }
    }

    private static async Task<string> AskBuildKitAsync(EngineConnection engine, CancellationToken cancellationToken)
    {
        await using var client = new BuildKitClient(engine.DialAsync);
        var features = await client.GetFeaturesAsync(cancellationToken);
        return features.Version ?? "answers, without telling its version";
    }
}
