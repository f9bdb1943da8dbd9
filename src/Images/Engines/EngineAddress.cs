namespace Images.Engines;

/// <summary>The form of an engine's address.</summary>
public static class EngineAddress
{
    private static readonly string[] Sockets = ["unix", "npipe"];
    private static readonly string[] Hosts = ["tcp", "http", "https"];

    /// <summary>Says why a text is no engine's address; nothing is asked of the engine.</summary>
    /// <param name="text">Such as <c>unix:///run/docker.sock</c> or <c>tcp://host:2375</c>.</param>
    /// <returns>One line in lower case with what to write, or null when it is one.</returns>
    public static string? Problem(string text)
    {
        if (text.StartsWith('/') && text.Length > 1 && !text.Any(char.IsWhiteSpace))
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || text.Any(char.IsWhiteSpace))
        {
            return $"'{text}' is no engine's address; write unix:///PATH or tcp://HOST:PORT";
        }

        if (Sockets.Contains(address.Scheme, StringComparer.Ordinal))
        {
            return address.LocalPath.Length > 1 && text.Contains("://", StringComparison.Ordinal)
                ? null
                : $"'{text}' names no socket; write {address.Scheme}:///PATH";
        }

        if (address.Scheme == "ssh")
        {
            return "ssh:// is not supported; forward the socket (ssh -L /tmp/engine.sock:/var/run/docker.sock ...) and name unix:///tmp/engine.sock";
        }

        if (!Hosts.Contains(address.Scheme, StringComparer.Ordinal))
        {
            return $"scheme '{address.Scheme}' is not supported; use unix://, tcp://, http://, https:// or npipe://";
        }

        return address.Host.Length > 0 ? null : $"'{text}' names no host; write {address.Scheme}://HOST:PORT";
    }
}
