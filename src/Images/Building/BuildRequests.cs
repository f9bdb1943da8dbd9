using System.Text;
using Images.Building.Revisions;
using Images.BuildKit.Builds;
using Images.BuildKit.Control;
using Images.Planning;
using Images.Registry.Logins;

namespace Images.Building;

/// <summary>Says to BuildKit what is to be built.</summary>
/// <param name="options">How to build.</param>
/// <param name="credentials">Logins for registries, or null for none.</param>
internal sealed class BuildRequests(ImageOptions options, IRegistryCredentials? credentials)
{
    /// <summary>Makes the request of an image.</summary>
    /// <param name="build">The image.</param>
    /// <param name="inputs">The parents whose steps are open, by their references.</param>
    /// <param name="names">The local names of the other parents and bases, by their references.</param>
    /// <param name="revision">The commit that it is built from, or null.</param>
    /// <param name="engine">What the engine can do.</param>
    /// <returns>The request; its output has the image's local names.</returns>
    public BuildRequest Of(
        ImageBuild build,
        IReadOnlyDictionary<string, NamedContext> inputs,
        IReadOnlyDictionary<string, string> names,
        SourceRevision? revision,
        EngineFeatures engine
    )
    {
        var variant = build.Image.Rendered.Variant;
        var labels = BuildLabels.For(build, revision);
        return new BuildRequest
        {
            Dockerfile = Encoding.UTF8.GetBytes(ParentBinding.Bind(build.Image.Rendered.Dockerfile, names)),
            Context = options.ContextOf(variant, revision),
            Args = variant.Args.ToDictionary(arg => arg.Key, arg => arg.Value.Value, StringComparer.Ordinal),
            Labels = labels,
            NamedContexts = inputs,
            Output = OutputOf(build, labels),
            NoCache = build.NoCache,
            Platforms = engine.Platforms is [var native, ..] && variant.Platforms is [var only] && only == native ? [] : variant.Platforms,
            SourceDateEpoch = options.TimeOf(revision),
            Credentials = credentials,
            Secrets = options.Secrets.SourceFor(variant),
            SshAgents = options.Secrets.AgentsFor(variant),
            Attestations = options.Attestations,
            CacheFrom = [.. options.CacheFrom.Select(cache => cache.For(variant))],
            CacheTo = [.. options.CacheTo.Select(cache => cache.For(variant))],
            // The run keeps logs and reports of its own; the engine's record would double the time of a cached build.
            RecordHistory = false,
        };
    }

    private ImageOutput OutputOf(ImageBuild build, IReadOnlyDictionary<string, string> labels)
    {
        var variant = build.Image.Rendered.Variant;
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in ImageLabels.Brief(labels))
        {
            // Engines that keep no manifests ignore it; where there is no index, what is for one is refused. Docker's own kind of
            // manifest has no annotations.
            attributes["oci-mediatypes"] = "true";
            attributes[$"annotation.{name}"] = value;
            if (variant.Platforms.Count > 1 || options.Attestations is not null)
            {
                attributes[$"annotation-index.{name}"] = value;
            }
        }

        if (variant.Reproducible && !options.NormalizesHere(variant))
        {
            attributes["rewrite-timestamp"] = "true";
        }

        return new ImageOutput(LocalNames.Of(build)) { Attributes = attributes };
    }
}
