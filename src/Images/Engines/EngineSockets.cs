namespace Images.Engines;

/// <summary>The sockets at which engines usually listen.</summary>
internal static class EngineSockets
{
    /// <summary>Lists them in the order of looking.</summary>
    public static IEnumerable<EngineEndpoint> Usual(HostEnvironment host)
    {
        if (!host.IsLinux && OperatingSystem.IsWindows())
        {
            yield return new EngineEndpoint(new Uri("npipe://./pipe/docker_engine"), EngineSource.Socket, "npipe://./pipe/docker_engine");
            yield break;
        }

        yield return At("/var/run/docker.sock", EngineSource.Socket);
        if (host.RuntimeFolder is { } folder)
        {
            yield return At(Path.Combine(folder, "docker.sock"), EngineSource.Rootless);
        }

        yield return At(Path.Combine(host.Home, ".docker", "run", "docker.sock"), EngineSource.Rootless);
        yield return At("/run/podman/podman.sock", EngineSource.Podman);
        if (host.RuntimeFolder is { } runtime)
        {
            yield return At(Path.Combine(runtime, "podman", "podman.sock"), EngineSource.Podman);
        }
    }

    /// <summary>The endpoint of a unix socket.</summary>
    public static EngineEndpoint At(string path, EngineSource source) => new(new Uri("unix://" + path), source, path);
}
