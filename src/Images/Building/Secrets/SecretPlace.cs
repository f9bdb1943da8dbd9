using System.Text;
using Images.Definitions;
using Images.Engines;

namespace Images.Building;

/// <summary>Reads what a definition names, from the environment or the disk of the machine that builds.</summary>
/// <param name="host">The machine and user.</param>
internal sealed class SecretPlace(HostEnvironment host)
{
    // BuildKit refuses larger ones.
    private const int Largest = 500 * 1024;

    /// <summary>Reads a secret.</summary>
    /// <param name="secret">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its bytes; null when it is not there.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(SecretDefinition secret, CancellationToken cancellationToken)
    {
        if (secret.Env is { } name)
        {
            return host.Variable(name) is { } value ? Encoding.UTF8.GetBytes(value) : (ReadOnlyMemory<byte>?)null;
        }

        try
        {
            return Problem(secret) is null
                ? await File.ReadAllBytesAsync(PathOf(secret.File!), cancellationToken)
                : (ReadOnlyMemory<byte>?)null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Says why a secret cannot be had.</summary>
    /// <param name="secret">Which.</param>
    /// <returns>What is wrong and what to do, or null when it can.</returns>
    public string? Problem(SecretDefinition secret)
    {
        if (secret.Env is { } name)
        {
            var size = Encoding.UTF8.GetByteCount(host.Variable(name) ?? string.Empty);
            return size == 0 ? $"there is no secret '{secret.Id}': the variable {name} is not set; set {name}"
                : size > Largest ? TooLarge(secret, name)
                : null;
        }

        var path = PathOf(secret.File!);
        try
        {
            using var file = File.OpenRead(path);
            return file.Length > Largest ? TooLarge(secret, path) : null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"there is no secret '{secret.Id}': there is no file {path}; create {path}";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"there is no secret '{secret.Id}': the file {path} cannot be read; make it readable for you";
        }
    }

    /// <summary>Finds the socket of an SSH agent.</summary>
    /// <param name="agent">Which.</param>
    /// <returns>Its absolute path; null when it is not there.</returns>
    public string? SocketOf(SshDefinition agent) =>
        (agent.Socket is { } socket ? PathOf(socket) : host.Variable(agent.Env!)) is { } path && File.Exists(path) ? path : null;

    /// <summary>Says why an SSH agent cannot be asked.</summary>
    /// <param name="agent">Which.</param>
    /// <returns>What is wrong and what to do, or null when it can.</returns>
    public string? Problem(SshDefinition agent)
    {
        if (SocketOf(agent) is not null)
        {
            return null;
        }

        return agent.Env is not { } name
                ? $"there is no SSH agent '{agent.Id}': there is no socket {PathOf(agent.Socket!)}; start the agent there"
            : host.Variable(name) is { } path
                ? $"there is no SSH agent '{agent.Id}': {name} names {path}, which is no socket; start ssh-agent again"
            : $"there is no SSH agent '{agent.Id}': the variable {name} is not set; start ssh-agent, or set {name} to its socket";
    }

    private string PathOf(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(host.Home, path.Length > 2 ? path[2..] : string.Empty)
            : path;

    private static string TooLarge(SecretDefinition secret, string place) =>
        $"the secret '{secret.Id}' in {place} is larger than the {Largest / 1024} KiB that engines take; put less into it";
}
