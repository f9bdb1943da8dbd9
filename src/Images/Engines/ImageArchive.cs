using System.Globalization;
using System.Text.Json.Nodes;
using Images.Definitions;

namespace Images.Engines;

/// <summary>One root file system as the archive that <c>docker load</c> takes.</summary>
/// <param name="reference">The tag to give.</param>
/// <param name="recipe">How the root file system was made.</param>
/// <param name="layer">The root file system.</param>
/// <param name="architecture">Its architecture in image terms, such as <c>amd64</c>.</param>
internal sealed class ImageArchive(string reference, BootstrapRecipe recipe, RootFileSystem layer, string architecture)
    : LoadArchive(
        Configuration(recipe, layer.Digest, architecture),
        [new LayerFile(layer.Digest, layer.Path)],
        [reference],
        BootstrapCommand.Epoch
    )
{
    private static JsonObject Configuration(BootstrapRecipe recipe, string digest, string architecture)
    {
        var created = BootstrapCommand.Epoch.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var made = $"{recipe.Distribution} {recipe.Suite} minbase by mmdebstrap";
        return new JsonObject
        {
            ["architecture"] = architecture,
            ["config"] = new JsonObject
            {
                ["Env"] = new JsonArray("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
                ["Cmd"] = new JsonArray("bash"),
                ["Labels"] = new JsonObject { ["org.images.bootstrap"] = made },
            },
            ["created"] = created,
            ["history"] = new JsonArray(new JsonObject { ["created"] = created, ["created_by"] = made }),
            ["os"] = "linux",
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray($"sha256:{digest}") },
        };
    }
}
