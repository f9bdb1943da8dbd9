namespace Images.Registry.Uploads;

/// <summary>How a blob got into a repository.</summary>
public enum BlobUploadOutcome
{
    /// <summary>It was there before; nothing was sent.</summary>
    Existed,

    /// <summary>The registry took it from another repository; nothing was sent.</summary>
    Mounted,

    /// <summary>Its bytes were sent.</summary>
    Sent,
}
