namespace Images.Engines;

/// <summary>Where a container wrote.</summary>
public enum ContainerStream
{
    /// <summary>Standard output.</summary>
    Output,

    /// <summary>Standard error.</summary>
    Error,
}
