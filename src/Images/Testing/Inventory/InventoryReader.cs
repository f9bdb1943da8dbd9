using System.Text.Json.Nodes;
using Images.Engines;

namespace Images.Testing.Inventory;

/// <summary>Reads the inventories of an engine's images out of the images themselves, of which nothing is run.</summary>
/// <param name="http">The engine.</param>
/// <param name="time">The clock.</param>
public sealed class InventoryReader(EngineHttp http, TimeProvider time) : IInventoryReader
{
    private static readonly TreeLimits Limits = new() { Bytes = 8L << 30, Time = TimeSpan.FromMinutes(2) };

    /// <inheritdoc/>
    public async Task<ImageInventory> ReadAsync(string imageId, CancellationToken cancellationToken)
    {
        var image = await http.GetAsync($"images/{imageId}/json", cancellationToken);
        var environment = (image?["Config"]?["Env"] as JsonArray ?? []).Select(item => item?.GetValue<string>()).OfType<string>();
        var collector = new PackageCollector();
        await using (var tree = await EngineImageTree.OpenAsync(http, imageId, Limits, time))
        {
            await tree.WalkAsync(PackageFolders.Of(environment), collector, cancellationToken);
            if (!collector.HasDebianFiles)
            {
                await tree.WalkAsync(PackageFolders.WithoutDebian, collector, cancellationToken);
            }
        }

        return collector.Finish(imageId);
    }
}
