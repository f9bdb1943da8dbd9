namespace Images.Definitions;

/// <summary>An SSH agent that steps of an image's own build may ask.</summary>
/// <param name="Id">The name under which a Dockerfile mounts it.</param>
/// <param name="Env">The environment variable that names the agent's socket; null when <paramref name="Socket"/> does.</param>
/// <param name="Socket">The agent's socket, an absolute path or one that begins with <c>~/</c>; null when a variable names it.</param>
/// <param name="Location">Where it was written.</param>
public sealed record SshDefinition(string Id, string? Env, string? Socket, SourceLocation Location)
{
    /// <summary>The variable that names the agent's socket where a definition names neither.</summary>
    public const string UsualVariable = "SSH_AUTH_SOCK";
}
