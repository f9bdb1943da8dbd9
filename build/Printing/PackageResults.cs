using Images.Build.Hosting;
using Images.Building;
using Images.Testing.Inventory;
using Images.Testing.Inventory.Licenses;

namespace Images.Build.Printing;

/// <summary>Prints the packages of an image.</summary>
internal static class PackageResults
{
    /// <summary>Writes them to standard output, and what could not be read to standard error.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="document">The packages.</param>
    /// <param name="json">Whether to write JSON.</param>
    public static void Write(Output output, InventoryDocument document, bool json)
    {
        var inventory = document.Inventory;
        if (json)
        {
            output.Results.Write(document.ToJson());
        }
        else
        {
            var table = new Table("KIND", "PACKAGE", "VERSION", "ARCH", "LICENCE");
            foreach (var package in inventory.Packages)
            {
                table.Add(
                    PackageKinds.Word(package.Kind),
                    package.Name,
                    package.Version,
                    package.Architecture ?? "-",
                    LicenseExpression.Of(package)?.Text ?? "-"
                );
            }

            table.Write(output.Results, Terminal.Width);
            output.Results.WriteLine();
            output.Results.WriteLine(Summary(document));
        }

        foreach (var note in inventory.Notes)
        {
            output.Log.WriteLine(note);
        }
    }

    private static string Summary(InventoryDocument document)
    {
        var packages = document.Inventory.Packages;
        var kinds = packages.GroupBy(package => package.Kind).Select(group => $"{group.Count()} of {PackageKinds.Word(group.Key)}");
        var distribution = document.Inventory.Distribution is { } of ? $", {of.Id} {of.Version}".TrimEnd() : string.Empty;
        var counted = packages.Count == 0 ? string.Empty : $": {string.Join(", ", kinds)}";
        return $"{document.Reference} ({document.Place}{distribution}): {Amount.Count(packages.Count, "package")}{counted}";
    }
}
