namespace Images.Engines;

/// <summary>Where an external base came from.</summary>
public enum BaseImageSource
{
    /// <summary>It was in the engine already.</summary>
    Local,

    /// <summary>It was pulled from its registry.</summary>
    Pulled,

    /// <summary>It was made from the distribution's own packages.</summary>
    Bootstrapped,
}
