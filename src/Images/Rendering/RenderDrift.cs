namespace Images.Rendering;

/// <summary>A committed Dockerfile that is not what rendering gives.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Path">The file relative to the family's root, forward slashes.</param>
/// <param name="VariantId">The variant that the file belongs to; null for an orphan.</param>
/// <param name="Line">The first line that differs, counted from 1 in the committed file; 1 when there is no such file.</param>
/// <param name="Diff">A unified diff from the committed file to the rendered one, LF line ends.</param>
public sealed record RenderDrift(RenderDriftKind Kind, string Path, string? VariantId, int Line, string Diff);

/// <summary>What is wrong with a committed Dockerfile.</summary>
public enum RenderDriftKind
{
    /// <summary>Its text is another one.</summary>
    Stale,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>No variant renders it any more.</summary>
    Orphan,
}
