using System.Globalization;
using System.Text;

namespace Images.Benchmarks.Families;

/// <summary>
/// A family as large as the largest ones are: by default 420 images of five variants each, which are 2,100 variants with 10,300 tags and
/// 7,500 platform builds, out of 20 templates, four deep.
/// </summary>
/// <param name="root">The folder to write it into.</param>
/// <param name="images">How many images, each of five variants.</param>
internal sealed class LargeFamily(string root, int images = LargeFamily.Images)
{
    /// <summary>How many images the family has by default.</summary>
    public const int Images = 420;

    /// <summary>How many variants an image has.</summary>
    public const int VariantsOfImage = 5;

    private const int Templates = 20;
    private const int Roots = 20;
    private const int Fan = 4;

    /// <summary>Gets how many variants there are.</summary>
    public int Variants => images * VariantsOfImage;

    /// <summary>Gets how many tags they have.</summary>
    public int Tags => Enumerable.Range(0, images).Sum(image => VariantsOfImage * (HasFifthTag(image) ? 5 : 4));

    /// <summary>Gets how many builds there are when each platform is one.</summary>
    public int PlatformBuilds => Enumerable.Range(0, images).Sum(image => VariantsOfImage * PlatformsOf(image).Length);

    /// <summary>Gets the template that the first image is rendered from; a change of it changes a twentieth of the variants.</summary>
    public string FirstTemplate => Path.Combine(root, "templates", "t00.Dockerfile.sbn");

    /// <summary>Writes it.</summary>
    public void Write()
    {
        Write(
            "images/family.yaml",
            "registries: [registry.example/acme]\nplatforms: [linux/amd64]\ntest:\n  - { name: clock is UTC, run: date +%Z, expect: UTC }\n"
        );
        Write(
            "templates/partials/apt.sbn",
            "RUN apt-get update && apt-get install -y{{ for package in apt }} {{ package | shell_quote }}{{ end }} && rm -rf /var/lib/apt/lists/*\n"
        );
        for (var template = 0; template < Templates; template++)
        {
            Write(
                $"templates/{Template(template)}.Dockerfile.sbn",
                $"FROM {{{{ from }}}}\nARG VERSION={{{{ args.VERSION }}}}\n{{{{ include 'partials/apt' ~}}}}\nCOPY install.sh files /opt/{{{{ image }}}}/\n"
                    + $"RUN sh /opt/{{{{ image }}}}/install.sh {template}\nENV NAME={{{{ env.NAME | env_value }}}}\n"
            );
        }

        for (var image = 0; image < images; image++)
        {
            WriteImage(image);
        }
    }

    private void WriteImage(int image)
    {
        var folder = $"images/{Name(image)}";
        var from = image < Roots ? "debian:bookworm-slim" : $"{Name((image - Roots) / Fan)}";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"description: Image {image} in version {{{{ v }}}}\n");
        text.Append(CultureInfo.InvariantCulture, $"from: {from}\ntemplate: {Template(image % Templates)}\n");
        text.Append("matrix:\n  v: [")
            .AppendJoin(", ", Enumerable.Range(0, VariantsOfImage).Select(version => $"\"1.{version}.0\""))
            .Append("]\n");
        text.Append("tags: [\"{{ v }}\", \"{{ v }}-full\", \"{{ v }}-bookworm\", \"{{ v }}-stable\"");
        text.Append(HasFifthTag(image) ? ", \"{{ v }}-extra\"]\n" : "]\n");
        text.Append("platforms: [").AppendJoin(", ", PlatformsOf(image)).Append("]\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"args: {{ VERSION: \"{{{{ v }}}}\" }}\nenv: {{ NAME: image {image} }}\napt: [libxml2-dev, curl, git]\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"limits: {{ size: 500MB }}\ntest:\n  - {{ name: tool {image}, run: tool --version, expect: \"{{{{ v }}}}\" }}\n"
        );
        Write($"{folder}/image.yaml", text.ToString());
        Write($"{folder}/install.sh", $"echo installing {image} $1\n");
        Write($"{folder}/files/a.txt", $"a of {image}\n");
        Write($"{folder}/files/b.txt", $"b of {image}\n");
        Write($"{folder}/README.md", $"Image {image}\n");
    }

    private static string Name(int image) => string.Create(CultureInfo.InvariantCulture, $"image-{image:0000}");

    private static string Template(int template) => string.Create(CultureInfo.InvariantCulture, $"t{template:00}");

    // 19 images in 21 have five tags: of 420 that makes 10,300 in all.
    private static bool HasFifthTag(int image) => image % 21 > 1;

    // 4 images in 7 have four platforms, the others three: of 420 that makes 7,500 builds.
    private static string[] PlatformsOf(int image) =>
        image % 7 < 4 ? ["linux/amd64", "linux/arm64", "linux/arm/v7", "linux/s390x"] : ["linux/amd64", "linux/arm64", "linux/arm/v7"];

    private void Write(string path, string text)
    {
        var full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
