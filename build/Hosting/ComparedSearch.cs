using Images.Build.CommandLine;
using Images.Engines;
using Images.Planning;
using Images.Registry;
using Images.Registry.Errors;
using Images.Testing.Comparing;

namespace Images.Build.Hosting;

/// <summary>Finds the image that a word names: on the engine, else in its registry; nothing is pulled.</summary>
/// <param name="engines">The engines, of which the first is asked; null where there is none.</param>
/// <param name="registries">The registries.</param>
/// <param name="time">The clock.</param>
internal sealed class ComparedSearch(EngineSessions? engines, RegistryClient registries, TimeProvider time)
{
    /// <summary>What stands before a reference that means the registry's image, whatever the engine has; skopeo's name for it.</summary>
    public const string RegistryPrefix = "docker://";

    private readonly ComparedImages images = EngineSession.Compared(engines?.All[0], registries, time);

    /// <summary>Finds an image.</summary>
    /// <param name="plan">The family; null where there is none here.</param>
    /// <param name="word">An image of the family, a reference or an engine's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The image.</returns>
    /// <exception cref="UsageException">The word names no image.</exception>
    /// <exception cref="RunFailedException">Nobody has it.</exception>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<ComparedImage> FindAsync(FamilyPlan? plan, string word, CancellationToken cancellationToken)
    {
        var published = word.StartsWith(RegistryPrefix, StringComparison.Ordinal);
        var named = NamedImage.Of(plan, published ? word[RegistryPrefix.Length..] : word);
        var local = published ? null : await images.OnEngineAsync(named.Word, named.LocalNames, cancellationToken);
        if (local is not null)
        {
            return local;
        }

        try
        {
            return await images.PublishedAsync(named.ToReference(), named.Platform, cancellationToken)
                ?? throw new RunFailedException(
                    published
                        ? $"{named.Name}: the registry does not have it; see 'inspect {named.Word}'"
                        : $"{named.Word}: neither the engine nor the registry has it; build it, or see 'inspect {named.Word}'"
                );
        }
        catch (RegistryException error) when (!published)
        {
            throw new RunFailedException($"{named.Word}: the engine does not have it, and the registry cannot be asked: {error.Message}");
        }
    }
}
