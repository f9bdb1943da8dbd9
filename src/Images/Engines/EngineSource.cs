namespace Images.Engines;

/// <summary>How an engine was found, in the order of looking.</summary>
public enum EngineSource
{
    /// <summary>The <c>--engine</c> option.</summary>
    Option,

    /// <summary>The <c>DOCKER_HOST</c> variable.</summary>
    Environment,

    /// <summary>The current docker context.</summary>
    Context,

    /// <summary>The machine's own docker socket.</summary>
    Socket,

    /// <summary>The socket of the user's rootless docker.</summary>
    Rootless,

    /// <summary>A podman socket.</summary>
    Podman,

    /// <summary>The engine that this program started for itself.</summary>
    Private,
}
