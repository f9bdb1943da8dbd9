using Images.Engines;
using Images.Engines.Inspecting;
using Images.Engines.Registries;
using Images.Planning;
using Images.Registry.Errors;
using Images.Registry.References;

namespace Images.Building.Inspecting;

/// <summary>Looks an image up on an engine and in its registry, at the same time. Nothing is pulled.</summary>
/// <param name="engine">The engine; null where there is none.</param>
/// <param name="registries">The registries.</param>
/// <param name="graph">The family; null where there is none here.</param>
/// <param name="plan">Plans an image as if nothing but what is given were kept of its variant.</param>
public sealed class ImageInspector(
    LocalDescriptions? engine,
    RegistryDescriptions registries,
    BuildGraph? graph,
    Func<PlannedImage, KeptImage, Task<PlanEntry>> plan
)
{
    /// <summary>Looks an image up.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="localNames">What an engine may call it, the best first.</param>
    /// <param name="platform">The platform that is described where a registry has several.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is known.</returns>
    public async Task<InspectionDocument> InspectAsync(
        RegistryReference reference,
        IReadOnlyList<string> localNames,
        Platform platform,
        CancellationToken cancellationToken
    )
    {
        var problems = new List<string>();
        var published = AskAsync(() => registries.FindAsync(reference, platform, cancellationToken));
        var (local, engineProblem) = await AskAsync(() => LocalAsync(localNames, cancellationToken));
        var (remote, registryProblem) = await published;
        problems.AddRange(new[] { engineProblem, registryProblem }.OfType<string>());
        return new InspectionDocument(
            1,
            reference.ToString(),
            local is null ? null : new InspectedImage(local.Digest, [local.Platform], local, await StandingAsync(local)),
            remote is null ? null : new InspectedImage(remote.Digest, remote.Platforms, remote.Image, await StandingAsync(remote.Image)),
            problems
        );
    }

    private Task<ImageStanding?> StandingAsync(ImageDescription image) => ImageStanding.OfAsync(image.Labels, graph, plan);

    private async Task<ImageDescription?> LocalAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        if (engine is null)
        {
            return null;
        }

        foreach (var name in names)
        {
            if (await engine.FindAsync(name, cancellationToken) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static async Task<(T? Found, string? Problem)> AskAsync<T>(Func<Task<T?>> askAsync)
        where T : class
    {
        try
        {
            return (await askAsync(), null);
        }
        catch (Exception error) when (error is RegistryException or EngineException)
        {
            return (null, error.Message);
        }
    }
}
