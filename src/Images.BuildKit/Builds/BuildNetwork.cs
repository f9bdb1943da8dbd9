namespace Images.BuildKit.Builds;

/// <summary>The network of RUN steps.</summary>
public enum BuildNetwork
{
    /// <summary>The engine's sandbox, with a way out.</summary>
    Sandbox,

    /// <summary>None.</summary>
    None,

    /// <summary>The engine's own.</summary>
    Host,
}
