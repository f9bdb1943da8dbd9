namespace Images.Engines;

/// <summary>The machine and user this program runs as, as far as engines care.</summary>
/// <param name="Variables">Environment variables.</param>
/// <param name="Home">The user's home directory.</param>
/// <param name="IsLinux">Whether this is Linux.</param>
/// <param name="IsRoot">Whether we may do what only root may.</param>
public sealed record HostEnvironment(IReadOnlyDictionary<string, string> Variables, string Home, bool IsLinux, bool IsRoot)
{
    /// <summary>Reads the process's own.</summary>
    /// <returns>A copy that later changes don't touch.</returns>
    public static HostEnvironment Current()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        return new HostEnvironment(variables, home, OperatingSystem.IsLinux(), Environment.IsPrivilegedProcess);
    }

    /// <summary>Where this program keeps what must outlive it: <c>$XDG_STATE_HOME/images</c>.</summary>
    public string StateFolder => Path.Combine(Variable("XDG_STATE_HOME") ?? Path.Combine(Home, ".local", "state"), "images");

    /// <summary>Where this program keeps what can be made again: <c>$XDG_CACHE_HOME/images</c>.</summary>
    public string CacheFolder => Path.Combine(Variable("XDG_CACHE_HOME") ?? Path.Combine(Home, ".cache"), "images");

    /// <summary>Where docker's client keeps its configuration: <c>$DOCKER_CONFIG</c> or <c>~/.docker</c>.</summary>
    public string DockerConfigFolder => Variable("DOCKER_CONFIG") ?? Path.Combine(Home, ".docker");

    /// <summary>Where the session's sockets are: <c>$XDG_RUNTIME_DIR</c>; null when there is none.</summary>
    public string? RuntimeFolder => Variable("XDG_RUNTIME_DIR");

    /// <summary>A variable's value.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value; null when it is unset or empty.</returns>
    public string? Variable(string name) => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
