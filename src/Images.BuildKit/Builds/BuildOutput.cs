namespace Images.BuildKit.Builds;

/// <summary>What becomes of a build's result.</summary>
public abstract record BuildOutput
{
    /// <summary>Nothing: the steps run and fill the engine's cache.</summary>
    public static BuildOutput CacheOnly { get; } = new NoOutput();

    private sealed record NoOutput : BuildOutput;
}
