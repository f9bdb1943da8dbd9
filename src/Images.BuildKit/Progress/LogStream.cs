namespace Images.BuildKit.Progress;

/// <summary>Where a step wrote.</summary>
public enum LogStream
{
    /// <summary>Neither is known.</summary>
    Unknown = 0,

    /// <summary>Standard output.</summary>
    Output = 1,

    /// <summary>Standard error.</summary>
    Error = 2,
}
