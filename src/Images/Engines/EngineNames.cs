namespace Images.Engines;

/// <summary>The engine that somebody named: by option, by variable, or as the current docker context.</summary>
internal static class EngineNames
{
    /// <summary>Reads the names in their order.</summary>
    /// <returns>The endpoint; null when nobody named one.</returns>
    /// <exception cref="EngineException">A name can't be understood, or the context does not exist.</exception>
    public static EngineEndpoint? Named(HostEnvironment host, EngineOptions options)
    {
        if (options.Engine is { Length: > 0 } option)
        {
            return FromUrl(host, option, EngineSource.Option, $"--engine={option}");
        }

        if (host.Variable("DOCKER_HOST") is { } variable)
        {
            return FromUrl(host, variable, EngineSource.Environment, $"DOCKER_HOST={variable}");
        }

        return DockerContexts.Current(host);
    }

    /// <summary>Reads an engine's URL; <c>tcp://</c> takes its TLS files from the <c>DOCKER_*</c> variables.</summary>
    internal static EngineEndpoint FromUrl(HostEnvironment host, string text, EngineSource source, string origin)
    {
        var url = text.StartsWith('/') ? "unix://" + text : text;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            throw new EngineException($"{origin}: not an engine URL; write unix:///path/to.sock or tcp://host:2376");
        }

        return address.Scheme switch
        {
            "unix" or "npipe" => new EngineEndpoint(address, source, origin),
            "tcp" or "http" or "https" => new EngineEndpoint(address, source, origin, TlsOf(host)),
            "ssh" => throw new EngineException(
                $"{origin}: ssh:// is not supported; forward the socket (ssh -L /tmp/engine.sock:/var/run/docker.sock ...) and name unix:///tmp/engine.sock"
            ),
            _ => throw new EngineException($"{origin}: scheme '{address.Scheme}://' is not supported; use unix:// or tcp://"),
        };
    }

    private static EngineTls? TlsOf(HostEnvironment host)
    {
        var verify = host.Variable("DOCKER_TLS_VERIFY") is not null;
        if (!verify && host.Variable("DOCKER_TLS") is null)
        {
            return null;
        }

        var folder = host.Variable("DOCKER_CERT_PATH") ?? host.DockerConfigFolder;
        return TlsIn(folder, skipVerify: !verify);
    }

    /// <summary>The TLS files of a folder, those that are there.</summary>
    internal static EngineTls TlsIn(string folder, bool skipVerify) =>
        new(Existing(folder, "ca.pem"), Existing(folder, "cert.pem"), Existing(folder, "key.pem"), skipVerify);

    private static string? Existing(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : null;
    }
}
