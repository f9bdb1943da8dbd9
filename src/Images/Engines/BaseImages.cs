using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Images.Definitions;

namespace Images.Engines;

/// <summary>Gets external bases into an engine: from itself, from a registry, or from the distribution's packages.</summary>
public sealed class BaseImages : IBaseImages
{
    private readonly EngineConnection engine;
    private readonly RootFileSystems fileSystems;
    private readonly ImagePull pull;
    private readonly IProgress<string> progress;

    /// <summary>Creates it.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="host">The machine and user.</param>
    /// <param name="commands">Runs programs of the machine.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Told, one line each, what is pulled, installed and made.</param>
    public BaseImages(EngineConnection engine, HostEnvironment host, IHostCommands commands, TimeProvider time, IProgress<string> progress)
    {
        this.engine = engine;
        this.progress = progress;
        fileSystems = new RootFileSystems(host, commands, time, progress);
        pull = new ImagePull(engine, HostLogins.Of(host), time, progress);
    }

    /// <summary>Gets whether a registry is asked for a newer image even where the engine has one; what a digest names is never newer.</summary>
    public bool Refresh { get; init; }

    /// <inheritdoc />
    public async Task<BaseImage> EnsureAsync(string reference, BootstrapRecipe? recipe, CancellationToken cancellationToken)
    {
        var local = await InspectAsync(reference, BaseImageSource.Local, cancellationToken);
        if (local is not null && (!Refresh || reference.Contains('@', StringComparison.Ordinal)))
        {
            return local;
        }

        var reason = await pull.TryAsync(reference, cancellationToken);
        if (reason is null)
        {
            return await InspectAsync(reference, BaseImageSource.Pulled, cancellationToken)
                ?? throw new EngineException($"base {reference}: pulled, but not in the engine; pull it by hand");
        }

        if (local is not null)
        {
            progress.Report($"{reference} cannot be pulled: {reason}; the engine's own is used");
            return local;
        }

        if (reference.Contains('@', StringComparison.Ordinal))
        {
            throw new BaseMissingException(
                $"base {reference}: not in the engine and cannot be pulled: {reason}; pull or load it, or build with --no-lock from what its tag means"
            );
        }

        if (recipe is null)
        {
            throw new BaseMissingException(
                $"base {reference}: not in the engine and cannot be pulled: {reason}; pull or load it, or give the family a bootstrap recipe for it (bases:)"
            );
        }

        progress.Report($"{reference} cannot be pulled: {reason}");
        return await BootstrapAsync(reference, recipe, cancellationToken);
    }

    /// <summary>Sees to it that the engine has an image that is no base: nothing but itself and a registry can give it.</summary>
    /// <param name="reference">The image.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when the engine has it; else why it cannot be pulled, on one line.</returns>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    public async Task<string?> WhyMissingAsync(string reference, CancellationToken cancellationToken) =>
        await InspectAsync(reference, BaseImageSource.Local, cancellationToken) is null
            ? await pull.TryAsync(reference, cancellationToken)
            : null;

    private async Task<BaseImage> BootstrapAsync(string reference, BootstrapRecipe recipe, CancellationToken cancellationToken)
    {
        var layer = await MakeAsync(recipe, cancellationToken);
        progress.Report($"loading {reference}...");
        using var archive = new ImageArchive(reference, recipe, layer, Architecture());
        try
        {
            var answer = await new ImageArchives(engine.Http).LoadAsync(archive, cancellationToken);
            return await InspectAsync(reference, BaseImageSource.Bootstrapped, cancellationToken)
                ?? throw new EngineException($"base {reference}: the engine took it, but does not have it: {answer}");
        }
        catch (EngineRefusedException e)
        {
            throw new EngineException($"base {reference}: the engine refused it: {e.Reason}; is its disk full?", e);
        }
    }

    private async Task<RootFileSystem> MakeAsync(BootstrapRecipe recipe, CancellationToken cancellationToken)
    {
        try
        {
            return await fileSystems.GetAsync(recipe, cancellationToken);
        }
        catch (EngineException error)
        {
            throw new BaseMissingException(error.Message, error);
        }
    }

    private async Task<BaseImage?> InspectAsync(string reference, BaseImageSource source, CancellationToken cancellationToken)
    {
        try
        {
            var image = await engine.Http.GetAsync($"images/{reference}/json", cancellationToken);
            var digests = image?["RepoDigests"] as JsonArray ?? [];
            return new BaseImage(reference, image!["Id"]!.GetValue<string>(), [.. digests.Select(d => d!.GetValue<string>())], source)
            {
                Contents = ImageContents.Digest(image),
            };
        }
        catch (EngineRefusedException e) when (e.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>mmdebstrap makes what the machine is.</summary>
    private static string Architecture() =>
        RuntimeInformation.OSArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => "amd64",
            System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
            var other => other.ToString().ToLowerInvariant(),
        };
}
