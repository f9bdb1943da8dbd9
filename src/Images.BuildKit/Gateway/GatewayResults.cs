using Images.BuildKit.Wire;

namespace Images.BuildKit.Gateway;

/// <summary>What is asked of a frontend's result.</summary>
internal static class GatewayResults
{
    /// <summary>The references of all platforms; those of an image without layers have none.</summary>
    public static IEnumerable<GatewayRef> All(this GatewayResult result) =>
        (
            result.Refs is { } map ? map.Refs.Values
            : result.Ref is { } one ? [one]
            : Enumerable.Empty<GatewayRef>()
        ).Where(reference => reference.Id.Length > 0);
}
