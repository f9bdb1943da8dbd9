using Images.Engines;

namespace Images.Building;

/// <summary>
/// What a build cache outside the engine needs from the machine that the program runs on: the engine knows neither the workflow's
/// cache service nor the user's keys.
/// </summary>
/// <param name="host">The machine and user.</param>
public sealed class CacheAccess(HostEnvironment host)
{
    /// <summary>The variable with the token of a workflow's cache service.</summary>
    public const string TokenVariable = "ACTIONS_RUNTIME_TOKEN";

    /// <summary>The variable with the address of a workflow's cache service.</summary>
    public const string ServiceVariable = "ACTIONS_RESULTS_URL";

    /// <summary>The variable with the address of the cache service that GitHub itself no longer has.</summary>
    public const string FirstServiceVariable = "ACTIONS_CACHE_URL";

    /// <summary>The variable that says which of the two there is.</summary>
    public const string VersionVariable = "ACTIONS_CACHE_SERVICE_V2";

    private const string Second = "2";

    private static readonly string[] Hidden = ["token", "ghtoken", "secret_access_key", "session_token"];

    private static readonly (string Attribute, string Variable)[] Buckets =
    [
        ("region", "AWS_REGION"),
        ("access_key_id", "AWS_ACCESS_KEY_ID"),
        ("secret_access_key", "AWS_SECRET_ACCESS_KEY"),
        ("session_token", "AWS_SESSION_TOKEN"),
    ];

    /// <summary>Adds what a cache leaves open and the environment knows.</summary>
    /// <param name="cache">The cache.</param>
    /// <returns>The cache with its address and keys.</returns>
    public CacheSpec Complete(CacheSpec cache) =>
        cache.Type switch
        {
            CacheSpec.ActionsCache => Service(cache.With("token", host.Variable(TokenVariable))),
            // The keys belong together: half of them from here and half from there open nothing.
            CacheSpec.Bucket when cache["access_key_id"] is null => Buckets.Aggregate(
                cache,
                (known, pair) => known.With(pair.Attribute, host.Variable(pair.Variable))
            ),
            CacheSpec.Bucket => cache.With("region", host.Variable("AWS_REGION")),
            _ => cache,
        };

    /// <summary>Says why a cache is out of reach.</summary>
    /// <param name="cache">A cache that was completed.</param>
    /// <returns>One line; null where it may be reached.</returns>
    public static string? WhyNot(CacheSpec cache)
    {
        var missing = cache switch
        {
            not { Type: CacheSpec.ActionsCache } => null,
            _ when cache["token"] is null => TokenVariable,
            _ when (cache["url"] ?? cache["url_v2"]) is null => ServiceVariable,
            _ => null,
        };
        return missing is null
            ? null
            : $"type=gha is not used: {missing} is not set; a workflow hands it to its steps with crazy-max/ghaction-github-runtime";
    }

    /// <summary>Lists what must not be seen of a cache.</summary>
    /// <param name="cache">A cache that was completed.</param>
    /// <returns>Its keys and tokens.</returns>
    public static SecretMask MaskOf(CacheSpec cache) => new(Hidden.Select(name => cache[name]).OfType<string>());

    // Of the two services an old one is asked in its own address only, so the address and the version go together.
    private CacheSpec Service(CacheSpec cache)
    {
        var second =
            cache["version"] is { } version ? version == Second
            : cache["url"] is not null ? false
            : cache["url_v2"] is not null
                || host.Variable(VersionVariable) is "1" or "true" or "True" or "TRUE"
                || host.Variable(FirstServiceVariable) is null;
        return second
            ? cache.With("version", Second).With("url_v2", host.Variable(ServiceVariable))
            : cache.With("url", host.Variable(FirstServiceVariable));
    }
}
