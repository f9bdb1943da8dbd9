using Images.Build.CommandLine;
using Images.Building;
using Images.Engines;
using Images.Publishing.Attaching;
using Images.Publishing.Attaching.Keys;
using Images.Registry;
using Images.Registry.References;
using Images.Testing.Comparing;

namespace Images.Build.Hosting;

/// <summary>What is attached to the images that a run publishes.</summary>
/// <param name="context">Knows the run.</param>
/// <param name="engines">Where the images are.</param>
/// <param name="registries">Where those are that no engine has.</param>
internal sealed class PublishAttachments(BuildContext context, EngineSessions engines, RegistryClient registries)
{
    private const string LocalBuilder = "urn:images:builder:local";

    /// <summary>Puts together what the user wants.</summary>
    /// <param name="key">The key that signs; null: none.</param>
    /// <returns>Null where nothing is attached.</returns>
    public AttachOptions? Options(SigningKey? key)
    {
        var wanted = context.Settings.Attach;
        if (wanted.Count == 0 && key is null)
        {
            return null;
        }

        return new AttachOptions
        {
            Inventory = wanted.Contains(PublishingOptions.Sbom, StringComparer.Ordinal) ? InventoryAsync : null,
            Builder = wanted.Contains(PublishingOptions.HowMade, StringComparer.Ordinal) ? Builder(HostEnvironment.Current()) : null,
            Pin = context.Plan.Lock.Pin,
            Key = key,
        };
    }

    /// <summary>Names who builds.</summary>
    /// <param name="host">Its environment.</param>
    /// <returns>The workflow's address in GitHub Actions, else a name for any other machine.</returns>
    internal static string Builder(HostEnvironment host) =>
        host.Variable("GITHUB_ACTIONS") == "true" && host.Variable("GITHUB_WORKFLOW_REF") is { } workflow
            ? $"{host.Variable("GITHUB_SERVER_URL") ?? "https://github.com"}/{workflow}"
            : LocalBuilder;

    private async Task<TakenInventory> InventoryAsync(BuiltImage image, RegistryReference published, CancellationToken cancellationToken)
    {
        var session = engines.SessionOf(image);
        try
        {
            if (
                image is { PublishedAs: null, ImageId: { } id }
                && await session.Descriptions.FindAsync(id, cancellationToken) is { } found
                && Platform.TryParse(found.Platform) is { } platform
            )
            {
                return new TakenInventory(await session.Inventories(context.Settings.Root).OfAsync(id, cancellationToken), platform);
            }
        }
        catch (HttpRequestException error)
        {
            throw new EngineException($"{image.Planned.Id}: the engine does not show its packages: {error.Message}; see 'doctor'", error);
        }

        var own = (await session.InfoAsync(cancellationToken)).Platform;
        var compared =
            await EngineSession
                .Compared(null, registries, context.Time)
                .PublishedAsync(published, Platform.TryParse(own) ?? new Platform("linux", "amd64"), cancellationToken)
            ?? throw new RunFailedException($"{published}: the registry does not have it any more; publish it again");
        var packages = await new ImageComparer(inventories: null).InventoryAsync(compared, cancellationToken);
        return new TakenInventory(packages, Platform.TryParse(compared.Image.Platform) ?? new Platform("linux", "amd64"));
    }
}
