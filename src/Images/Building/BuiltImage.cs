using Images.Planning;

namespace Images.Building;

/// <summary>What became of one planned image.</summary>
/// <param name="Planned">What was to be built.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="ImageId">The id by which the engine knows the very image that was built; null unless built.</param>
/// <param name="Size">Bytes, uncompressed; null unless built.</param>
/// <param name="Duration">Wall time.</param>
/// <param name="Failure">Why it failed, was blocked or skipped; null otherwise.</param>
/// <param name="LogPath">The full log, relative to the family's root; null when there is none.</param>
public sealed record BuiltImage(
    PlannedImage Planned,
    BuildOutcome Outcome,
    string? ImageId,
    long? Size,
    TimeSpan Duration,
    BuildFailure? Failure,
    string? LogPath
)
{
    /// <summary>Gets the name that the image has on the engine until the end of the run; null unless built.</summary>
    public string? LocalName { get; init; }

    /// <summary>Gets the names besides <see cref="LocalName"/> that the image has from its build.</summary>
    public IReadOnlyList<string> MoreNames { get; init; } = [];

    /// <summary>
    /// Gets the repository and digest under which a registry has the image, since it was neither built nor pulled; null otherwise.
    /// Such an image is on an engine, under its <see cref="LocalName"/>, only while another one is built from it.
    /// </summary>
    public string? PublishedAs { get; init; }

    /// <summary>Gets the address of the engine that it is on; null when there is only one, or it was not tried.</summary>
    public string? Engine { get; init; }

    /// <summary>
    /// Gets the names that the image has from an earlier run, since it was neither built nor solved in this one; null when it
    /// was. Such an image has its <see cref="LocalName"/> only while another one is built from it.
    /// </summary>
    public IReadOnlyList<string>? KeptNames { get; init; }
}

/// <summary>How the build of an image ended.</summary>
public enum BuildOutcome
{
    /// <summary>At least one step was run.</summary>
    Built,

    /// <summary>Nothing had to be run: its inputs are those of the image there is, or every step came out of the cache.</summary>
    UpToDate,

    /// <summary>A registry has the image of the same inputs, so that it was neither built nor pulled nor tested.</summary>
    Published,

    /// <summary>A step failed.</summary>
    Failed,

    /// <summary>A parent failed, so this was not tried.</summary>
    Blocked,

    /// <summary>Stopped before it was done.</summary>
    Cancelled,

    /// <summary>Not tried, since its definition says so where its external base, or that of a parent, cannot be had.</summary>
    Skipped,
}

/// <summary>Why an image was not built.</summary>
/// <param name="Message">One line: what failed.</param>
/// <param name="DockerfileLine">The line of the rendered Dockerfile, counted from 1; null when unknown.</param>
/// <param name="TemplateFile">The template or partial that the line came from; null when unknown.</param>
/// <param name="TemplateLine">The line there, counted from 1; null when unknown.</param>
/// <param name="LogTail">The last lines of the failing step's output.</param>
/// <param name="Reproduce">A command line that fails in the same way.</param>
public sealed record BuildFailure(
    string Message,
    int? DockerfileLine,
    string? TemplateFile,
    int? TemplateLine,
    IReadOnlyList<string> LogTail,
    string Reproduce
);
