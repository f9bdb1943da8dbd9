namespace Images.Definitions;

/// <summary>A secret that steps of an image's own build may mount: where it is, never what it is.</summary>
/// <param name="Id">The name under which a Dockerfile mounts it.</param>
/// <param name="Env">The environment variable that holds it; null when a file does.</param>
/// <param name="File">The file that holds it, an absolute path or one that begins with <c>~/</c>; null when a variable does.</param>
/// <param name="IsRequired">Whether the image cannot be built without it.</param>
/// <param name="Location">Where it was written.</param>
public sealed record SecretDefinition(string Id, string? Env, string? File, bool IsRequired, SourceLocation Location);
