using Images.Build.Printing;
using Images.Planning;
using Images.Testing.Comparing;
using Images.Testing.Inventory;

namespace Images.Build.Hosting;

/// <summary>Lists the packages of one image.</summary>
internal static class PackageListing
{
    /// <summary>Reads them, or has them from memory, and writes them.</summary>
    /// <param name="context">Knows how.</param>
    /// <param name="plan">The family; null where there is none here.</param>
    /// <returns>When written.</returns>
    /// <exception cref="RunFailedException">Nobody has the image.</exception>
    public static async Task WriteAsync(BuildContext context, FamilyPlan? plan)
    {
        var settings = context.Settings;
        var engines = await context.EnginesIfAnyAsync();
        using var registries = context.OpenRegistries();
        var image = await new ComparedSearch(engines, registries, context.Time).FindAsync(plan, settings.Words[0], context.Cancellation);
        var comparer = new ImageComparer(engines?.All[0].Inventories(settings.Root));
        var inventory = await comparer.InventoryAsync(image, context.Cancellation);
        PackageResults.Write(context.Output, new InventoryDocument(1, image.Reference, image.Place, inventory), settings.Json);
    }
}
