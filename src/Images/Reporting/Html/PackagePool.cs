using System.Text;
using System.Text.Json;
using Images.Testing.Inventory;
using Images.Testing.Inventory.Licenses;

namespace Images.Reporting.Html;

/// <summary>The packages of all images, each written once: a family has most in common.</summary>
internal sealed class PackagePool
{
    private const int MostPackages = 100_000;

    private readonly Dictionary<(PackageKind, string, string), int> indices = [];
    private readonly List<InstalledPackage> packages = [];
    private readonly List<(string Key, List<int> Indices)> images = [];

    /// <summary>Gets whether there are none.</summary>
    public bool IsEmpty => images.Count == 0;

    /// <summary>Adds those of an image.</summary>
    /// <param name="key">The image's name on the page.</param>
    /// <param name="inventory">Its packages.</param>
    /// <returns>Whether there was room.</returns>
    public bool Add(string key, ImageInventory inventory)
    {
        if (packages.Count + inventory.Packages.Count > MostPackages)
        {
            return false;
        }

        var own = new List<int>();
        foreach (var package in inventory.Packages)
        {
            var identity = (package.Kind, package.Name, package.Version);
            if (!indices.TryGetValue(identity, out var index))
            {
                indices.Add(identity, index = packages.Count);
                packages.Add(package);
            }

            own.Add(index);
        }

        images.Add((key, own));
        return true;
    }

    /// <summary>Writes them.</summary>
    /// <returns>JSON in which every character that means anything in HTML is escaped.</returns>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("kinds");
            foreach (var kind in Enum.GetValues<PackageKind>())
            {
                json.WriteStringValue(PackageKinds.Word(kind));
            }

            json.WriteEndArray();
            json.WriteStartArray("packages");
            foreach (var package in packages)
            {
                json.WriteStartArray();
                json.WriteNumberValue((int)package.Kind);
                json.WriteStringValue(package.Name);
                json.WriteStringValue(package.Version);
                json.WriteStringValue(LicenseExpression.Of(package)?.Text);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteStartObject("images");
            foreach (var (key, own) in images)
            {
                json.WriteStartArray(key);
                foreach (var index in own)
                {
                    json.WriteNumberValue(index);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
