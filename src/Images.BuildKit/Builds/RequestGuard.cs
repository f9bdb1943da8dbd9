using Images.BuildKit.Control;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Builds;

/// <summary>Refuses in one line what an engine cannot do, before anything is sent.</summary>
internal static class RequestGuard
{
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
        var inputs = request.NamedContexts.Where(context => context.Value is InputContext).ToList();
        if (inputs.Any(input => !ReferenceEquals(((InputContext)input.Value).Input.Owner, owner)))
        {
            throw new ArgumentException("a build can only start from results of builds of the same client", nameof(request));
        }

        if (inputs.Count > 0 && !(await features(cancellationToken)).HasNamedContexts)
        {
            throw new BuildKitUnsupportedException(
                $"named context {inputs[0].Key}: the engine is too old to start from a result that is not exported (23 and newer do); "
                    + "tag the other image and name the tag in FROM"
            );
        }
    }
}
