namespace Images.Publishing;

/// <summary>How images are published.</summary>
public sealed record PublishOptions
{
    /// <summary>Gets whether version tags and moving tags may be taken from images of other variants.</summary>
    public bool AllowOverwrite { get; init; }

    /// <summary>Gets what is attached to images that a registry lacks; null: nothing.</summary>
    public Attaching.AttachOptions? Attach { get; init; }

    /// <summary>Gets how many images are sent at once.</summary>
    public int Jobs { get; init; } = 8;
}
