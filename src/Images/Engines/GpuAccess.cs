namespace Images.Engines;

/// <summary>How an engine hands GPUs to containers.</summary>
/// <param name="HasRuntime">Whether it knows the nvidia runtime, which <c>--gpus all</c> needs.</param>
/// <param name="CdiDevices">The CDI devices that stand for all GPUs, such as <c>nvidia.com/gpu=all</c>.</param>
public sealed record GpuAccess(bool HasRuntime, IReadOnlyList<string> CdiDevices)
{
    /// <summary>Gets the answer of an engine without GPUs.</summary>
    public static GpuAccess None { get; } = new(false, []);

    /// <summary>Gets why there is no GPU, one line; null when there is one.</summary>
    public string? WhyNot =>
        HasRuntime || CdiDevices.Count > 0
            ? null
            : "the engine offers no GPU: it lists neither the nvidia runtime nor a CDI device 'gpu=all'";
}
