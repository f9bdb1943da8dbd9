using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Images.Tests.Building.Reproducible;

/// <summary>An archive as <c>docker save</c> gives it.</summary>
internal static class SavedArchive
{
    /// <summary>Makes one; a layer that occurs twice is a link the second time.</summary>
    /// <param name="configuration">The image's configuration without its layers.</param>
    /// <param name="layers">Tars, the lowest first.</param>
    public static byte[] Of(JsonObject configuration, params byte[][] layers)
    {
        configuration["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = Array(layers.Select(DiffId)) };
        var entries = new List<TarEntry> { Entry("config.json").Holding(Encoding.UTF8.GetBytes(configuration.ToJsonString())) };
        foreach (var (index, layer) in layers.Index())
        {
            var first = layers.IndexOf(layer);
            entries.Add(
                first == index
                    ? Entry($"{index}/layer.tar").Holding(layer)
                    : new UstarTarEntry(TarEntryType.SymbolicLink, $"{index}/layer.tar") { LinkName = $"../{first}/layer.tar" }
            );
        }

        var manifest = new JsonArray(
            new JsonObject { ["Config"] = "config.json", ["Layers"] = Array(layers.Index().Select(layer => $"{layer.Index}/layer.tar")) }
        );
        return Tar.Of([.. entries, Entry("manifest.json").Holding(Encoding.UTF8.GetBytes(manifest.ToJsonString()))]);
    }

    /// <summary>Tells the diff id of a layer.</summary>
    public static string DiffId(byte[] layer) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(layer))}";

    private static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    private static UstarTarEntry Entry(string name) => new(TarEntryType.RegularFile, name);
}
