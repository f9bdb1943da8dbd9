using Images.Build.CommandLine;
using Images.Building;
using Images.Definitions;
using Images.Engines;
using Images.Planning;

namespace Images.Build.Hosting;

/// <summary>Makes sure that every engine of a run can do what is asked, before the first image is begun.</summary>
/// <param name="engines">The engines.</param>
/// <param name="images">What will be built.</param>
/// <param name="how">How.</param>
internal sealed class RunDemands(EngineSessions engines, IReadOnlyList<PlannedImage> images, ImageOptions how)
{
    /// <summary>Compares what is asked with what the engines say they can do; they are asked only where it matters.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When they can do it.</returns>
    /// <exception cref="DefinitionException">An image wants more than an engine can do.</exception>
    /// <exception cref="UsageException">An option wants more than an engine can do.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        var demands = new EngineDemands(images, how);
        foreach (var session in demands.Any ? engines.All : [])
        {
            var features = await session.FeaturesAsync(cancellationToken);
            if (demands.UnmetPlatforms(session.Name, features) is { Count: > 0 } errors)
            {
                throw new DefinitionException(errors);
            }

            if (demands.UnmetOption(session.Name, features) is { } problem)
            {
                throw new UsageException(problem);
            }
        }
    }

    /// <summary>Sees to it that every engine has the image that lists what is in others, where one is wanted; they have builders by then.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When they have it.</returns>
    /// <exception cref="RunFailedException">It cannot be had.</exception>
    /// <exception cref="EngineException">An engine does not answer.</exception>
    public async Task HaveScannerAsync(CancellationToken cancellationToken)
    {
        if (how.Attestations?.SbomGenerator is not { } scanner)
        {
            return;
        }

        foreach (var session in engines.All)
        {
            if (await session.WhyMissingAsync(scanner, cancellationToken) is { } reason)
            {
                throw new RunFailedException(
                    $"--sbom: the engine {session.Name} does not have {scanner} and cannot pull it: {reason}; load it, or name another scanner with --sbom=IMAGE"
                );
            }
        }
    }
}
