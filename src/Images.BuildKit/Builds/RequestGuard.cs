using Images.BuildKit.Control;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Builds;

/// <summary>Refuses in one line what an engine cannot do, before anything is sent.</summary>
internal static class RequestGuard
{
    private const string NeedsStore = "the engine's store cannot hold it; turn on the containerd image store (engine 25 and newer)";

    /// <summary>Checks a request. An engine is asked for its features only where they matter.</summary>
    /// <exception cref="BuildKitUnsupportedException">The engine lacks something that the request needs.</exception>
    /// <exception cref="ArgumentException">The request is wrong whatever the engine.</exception>
    public static async Task CheckAsync(
        BuildRequest request,
        BuildKitClient owner,
        Func<CancellationToken, Task<EngineFeatures>> features,
        CancellationToken cancellationToken
    )
    {
        if (request.NamedContexts.Values.Any(context => context is InputContext input && !ReferenceEquals(input.Input.Owner, owner)))
        {
            throw new ArgumentException("a build can only start from results of builds of the same client", nameof(request));
        }

        var needs = NeedsOf(request).ToList();
        if (needs.Count == 0)
        {
            return;
        }

        var found = await features(cancellationToken);
        if (needs.FirstOrDefault(need => !need.IsMet(found)) is { } missing)
        {
            throw new BuildKitUnsupportedException($"{missing.What}: {missing.Refusal}");
        }
    }

    private static IEnumerable<Need> NeedsOf(BuildRequest request)
    {
        foreach (var (name, _) in request.NamedContexts.Where(context => context.Value is InputContext))
        {
            yield return new(
                $"named context {name}",
                "the engine is too old to start from a result that is not exported (23 and newer do); tag the other image and name the tag",
                features => features.HasNamedContexts
            );
        }

        foreach (var cache in request.CacheTo.Where(cache => cache.Type != "inline"))
        {
            yield return NeedOfStore($"cache type {cache.Type}", "the engine writes inline caches only; " + NeedsStore);
        }

        if (request.Attestations is { } attestations && attestations.Attributes.Any())
        {
            yield return request.Output is ImageOutput
                ? NeedOfStore("attestations", NeedsStore)
                : new("attestations", "the engine is too old for them", features => features.HasNamedContexts);
        }

        if (request.Output is ImageOutput image)
        {
            foreach (var need in NeedsOf(request, image))
            {
                yield return need;
            }
        }
        else if (request.Output is ArchiveOutput { Format: "oci" or "docker" } archive)
        {
            yield return NeedOfStore($"output {archive.Format}", "the engine has no such exporter; " + NeedsStore);
        }
    }

    private static IEnumerable<Need> NeedsOf(BuildRequest request, ImageOutput image)
    {
        if (request.Platforms.Count > 1)
        {
            yield return NeedOfStore($"platforms {string.Join(", ", request.Platforms)}", $"one image of several platforms: {NeedsStore}");
        }

        if (image.Push || image.Attributes.GetValueOrDefault("push") == "true")
        {
            yield return NeedOfStore("push", "the engine cannot push from a build; push the image afterwards");
        }
    }

    private static Need NeedOfStore(string what, string refusal) => new(what, refusal, features => features.HasContainerdStore);

    private sealed record Need(string What, string Refusal, Func<EngineFeatures, bool> IsMet);
}
