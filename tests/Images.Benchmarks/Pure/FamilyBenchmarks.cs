using System.Globalization;
using BenchmarkDotNet.Attributes;
using Images.Definitions;
using Images.Planning;
using Images.Rendering;

namespace Images.Benchmarks.Pure;

/// <summary>A family of 600 variants: 30 images of 20 versions, half of them below the other half.</summary>
[MemoryDiagnoser]
public class FamilyBenchmarks
{
    private const int ImageCount = 30;
    private string root = "";
    private Family? family;
    private IReadOnlyList<RenderedImage> rendered = [];

    /// <summary>Writes the family and reads it once.</summary>
    [GlobalSetup]
    public void Write()
    {
        root = Directory.CreateTempSubdirectory("images-bench-").FullName;
        Directory.CreateDirectory(Path.Combine(root, "templates"));
        File.WriteAllText(
            Path.Combine(root, "templates", "node.Dockerfile.sbn"),
            "FROM {{ from }}\nCOPY file.txt /srv/{{ image }}.txt\nRUN echo ran {{ image }} > /srv/{{ image }}.run\n"
        );
        var versions = string.Join(", ", Enumerable.Range(1, 20).Select(version => $"\"1.{version}\""));
        for (var image = 0; image < ImageCount; image++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(root, "images", $"image-{image}")).FullName;
            var from = image < ImageCount / 2 ? "debian:bookworm-slim" : $"image-{image - (ImageCount / 2)}";
            File.WriteAllText(
                Path.Combine(folder, "image.yaml"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"description: node\nfrom: {from}\ntemplate: node\nmatrix:\n  v: [{versions}]\ntags: [\"{{{{ v }}}}\", latest]\n"
                )
            );
            File.WriteAllText(Path.Combine(folder, "file.txt"), "content\n");
        }

        family = Load();
        rendered = Render();
    }

    /// <summary>Removes it.</summary>
    [GlobalCleanup]
    public void Remove() => Directory.Delete(root, recursive: true);

    [Benchmark]
    public Family Load() => FamilyLoader.Load(root, CancellationToken.None);

    [Benchmark]
    public IReadOnlyList<RenderedImage> Render() => Renderer.Render(family!, CancellationToken.None);

    [Benchmark]
    public BuildGraph Graph() => BuildGraph.Create(rendered, new ImageReferences(family!));
}
