namespace Images.BuildKit.Builds;

/// <summary>
/// The form of a name in FROM under which the frontend looks for a named context: without the registry and folder that docker
/// references leave out, and without the tag <c>latest</c>.
/// </summary>
internal static class ContextName
{
    public static string Of(string name)
    {
        var familiar = Without(Without(name, "index.docker.io/"), "docker.io/");
        if (familiar.StartsWith("library/", StringComparison.Ordinal) && familiar.LastIndexOf('/') == "library".Length)
        {
            familiar = familiar["library/".Length..];
        }

        return familiar.EndsWith(":latest", StringComparison.Ordinal) ? familiar[..^":latest".Length] : familiar;
    }

    private static string Without(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
}
