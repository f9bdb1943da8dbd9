using System.Globalization;
using System.Text;

namespace Images.Benchmarks.Families;

/// <summary>
/// A family of small images, written once for us and once for bake: one base, some in the middle, leaves below them. Each copies a
/// file and runs a line.
/// </summary>
internal sealed class NodeFamily
{
    /// <summary>What the names of all its images start with.</summary>
    public const string Prefix = "images-bench-";

    /// <summary>The leaf that changes.</summary>
    public const string Leaf = Prefix + "leaf-07";

    private const string BaseImage = "debian:bookworm-slim";
    private readonly List<(string Name, string From)> nodes;

    /// <summary>Writes the family.</summary>
    /// <param name="folder">Gets two folders, one for us and one for bake.</param>
    /// <param name="middles">How many in the middle.</param>
    /// <param name="leaves">How many leaves.</param>
    public NodeFamily(string folder, int middles = 4, int leaves = 19)
    {
        nodes =
        [
            ($"{Prefix}base", BaseImage),
            .. Enumerable.Range(1, middles).Select(middle => ($"{Prefix}mid-{middle}", $"{Prefix}base")),
            .. Enumerable.Range(1, leaves).Select(leaf => ($"{Prefix}leaf-{leaf:00}", $"{Prefix}mid-{((leaf - 1) % middles) + 1}")),
        ];
        (Ours, Bake) = (Path.Combine(folder, "ours"), Path.Combine(folder, "bake"));
        WriteOurs();
        WriteBake();
    }

    /// <summary>Gets the root of the family as we read it.</summary>
    public string Ours { get; }

    /// <summary>Gets the folder with docker-bake.hcl.</summary>
    public string Bake { get; }

    /// <summary>Changes the file that one leaf copies.</summary>
    public void ChangeLeaf()
    {
        var text = Guid.NewGuid().ToString();
        File.WriteAllText(Path.Combine(Ours, "images", Leaf, "file.txt"), text);
        File.WriteAllText(Path.Combine(Bake, Leaf, "file.txt"), text);
    }

    /// <summary>Removes what earlier runs left beside the definitions, as in a fresh clone.</summary>
    public void ForgetRuns()
    {
        var artifacts = Path.Combine(Ours, "artifacts");
        if (Directory.Exists(artifacts))
        {
            Directory.Delete(artifacts, recursive: true);
        }
    }

    /// <summary>Gets the names of the images, parents first.</summary>
    public IEnumerable<string> Names => nodes.Select(node => node.Name);

    /// <summary>Removes what is remembered of registries.</summary>
    public void ForgetPublishing() => File.Delete(Path.Combine(Ours, "artifacts", "published.json"));

    private void WriteOurs()
    {
        Write(
            Path.Combine(Ours, "images", "family.yaml"),
            "platforms: [linux/amd64]\nbases: { \"debian:bookworm-slim\": { bootstrap: debian, suite: bookworm } }\n"
        );
        Write(
            Path.Combine(Ours, "templates", "node.Dockerfile.sbn"),
            "FROM {{ from }}\nCOPY file.txt /srv/{{ image }}.txt\nRUN echo ran {{ image }} > /srv/{{ image }}.run\n"
        );
        foreach (var (name, from) in nodes)
        {
            var folder = Path.Combine(Ours, "images", name);
            Write(Path.Combine(folder, "image.yaml"), $"description: node\nfrom: {from}\ntemplate: node\ntags: [\"1\"]\n");
            Write(Path.Combine(folder, "file.txt"), $"content of {name}\n");
        }
    }

    private void WriteBake()
    {
        var bake = new StringBuilder("group \"default\" { targets = [");
        bake.AppendJoin(", ", nodes.Select(node => $"\"{node.Name}\"")).Append("] }\n");
        foreach (var (name, from) in nodes)
        {
            var linked = from == BaseImage ? "" : $"  contexts = {{ \"{from}\" = \"target:{from}\" }}\n";
            bake.Append(
                CultureInfo.InvariantCulture,
                $"target \"{name}\" {{\n  context = \"{name}\"\n{linked}  tags = [\"{name}:bake\"]\n}}\n"
            );
            Write(
                Path.Combine(Bake, name, "Dockerfile"),
                $"FROM {from}\nCOPY file.txt /srv/{name}.txt\nRUN echo ran {name} > /srv/{name}.run\n"
            );
            Write(Path.Combine(Bake, name, "file.txt"), $"content of {name}\n");
        }

        Write(Path.Combine(Bake, "docker-bake.hcl"), bake.ToString());
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
