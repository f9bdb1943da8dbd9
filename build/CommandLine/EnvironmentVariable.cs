using Images.Building;

namespace Images.Build.CommandLine;

/// <summary>The table of variables that are not ours but are heeded.</summary>
internal static class EnvironmentVariable
{
    /// <summary>Gets every variable and what it does.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Heeded { get; } =
    [
        ("DOCKER_HOST", "the engine, unless --engine names one"),
        ("DOCKER_CONTEXT", "the docker context to take the engine from"),
        ("DOCKER_CONFIG", "the folder of docker's config.json and contexts"),
        ("DOCKER_CERT_PATH", "the folder of the certificates for a tcp:// engine"),
        ("DOCKER_TLS_VERIFY", "speak TLS to a tcp:// engine and check its certificate"),
        ("BUILDKIT_PROGRESS", "the same as --progress, unless that or IMAGES_PROGRESS is given"),
        ("SOURCE_DATE_EPOCH", "seconds since 1970: the time that builds give instead of that of the commit"),
        (CacheAccess.TokenVariable, "the token of the workflow's cache, for type=gha of --cache-from and --cache-to"),
        (CacheAccess.ServiceVariable, "the address of the workflow's cache, for type=gha"),
        (CacheAccess.FirstServiceVariable, "the address of a cache of the first version, for type=gha"),
        (CacheAccess.VersionVariable, "when true, the workflow's cache is of the second version though there is an address of a first"),
        (
            "AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN",
            "the region and keys of the bucket, for type=s3 of --cache-from and --cache-to"
        ),
        ("COSIGN_PASSWORD", "the password of the key that --sign names"),
        ("NO_COLOR", "no colour"),
        ("FORCE_COLOR", "colour even where there is no terminal"),
        ("GITHUB_ACTIONS", "when true, errors are also written as annotations"),
    ];
}
