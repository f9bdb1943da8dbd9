namespace Images.Engines;

/// <summary>What the user decided about the engine.</summary>
/// <param name="Engine">The engine's URL from the command line; null: it is looked for.</param>
/// <param name="MayStart">Whether a private engine may be started when none is found.</param>
/// <param name="MayInstall">Whether docker.io may be installed when no dockerd is there to start.</param>
public sealed record EngineOptions(string? Engine = null, bool MayStart = true, bool MayInstall = true);
