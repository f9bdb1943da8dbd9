using Images.Rendering;

namespace Images.Building;

/// <summary>What the builder behind the classic endpoint understands.</summary>
/// <param name="Mounts">Whether RUN may mount caches and files of the build, as podman's builder lets it.</param>
public sealed record ClassicAbilities(bool Mounts)
{
    /// <summary>Looks for what a Dockerfile wants and the builder can't give.</summary>
    /// <param name="dockerfile">The rendered Dockerfile.</param>
    /// <returns>The first such thing and its line, counted from 1; null when there is none.</returns>
    public (string Message, int Line)? Missing(string dockerfile)
    {
        foreach (var instruction in DockerfileParser.Parse(dockerfile).Where(instruction => instruction.Keyword == "RUN"))
        {
            foreach (var mount in instruction.Flags.Where(flag => flag.StartsWith("--mount=", StringComparison.Ordinal)))
            {
                if (mount.Contains("type=secret", StringComparison.Ordinal) || mount.Contains("type=ssh", StringComparison.Ordinal))
                {
                    return ("this engine has no BuildKit, so it cannot mount secrets: use Docker 20.10 or newer", instruction.FirstLine);
                }

                if (!Mounts)
                {
                    return ("this engine has no BuildKit, so RUN cannot mount anything: use Docker 20.10 or newer", instruction.FirstLine);
                }
            }
        }

        return null;
    }
}
