namespace Images.Reporting;

/// <summary>How the closing text is laid out.</summary>
public sealed record ClosingOptions
{
    /// <summary>Gets whether the text may hold colour.</summary>
    public bool Color { get; init; }

    /// <summary>Gets the terminal's width in columns, or null when lines may be of any length.</summary>
    public int? Width { get; init; }

    /// <summary>Gets the number of rows from which unchanged images are counted instead of listed, when nothing failed.</summary>
    public int CollapseAbove { get; init; } = 40;
}
