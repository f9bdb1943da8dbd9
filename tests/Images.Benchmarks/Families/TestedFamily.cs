using System.Globalization;
using System.Text;

namespace Images.Benchmarks.Families;

/// <summary>A family of equal images with trivial tests; the built-in checks, which the peer does not run, are skipped.</summary>
internal sealed class TestedFamily
{
    private const string Base = "debian:bookworm-slim";

    private static readonly string[] BuiltIn =
    [
        "clock is UTC",
        "no passwords",
        "command can be overridden",
        "shared libraries",
        "declared user exists",
        "no broken links",
        "no world-writable files",
        "no leftover caches",
    ];

    /// <summary>Writes the family.</summary>
    /// <param name="root">Where to.</param>
    /// <param name="images">How many images.</param>
    /// <param name="tests">How many tests each has.</param>
    public TestedFamily(string root, int images, int tests)
    {
        Root = root;
        Names =
        [
            .. Enumerable
                .Range(1, images)
                .Select(image => string.Create(CultureInfo.InvariantCulture, $"{NodeFamily.Prefix}tested-{image}")),
        ];
        var family = new StringBuilder("platforms: [linux/amd64]\ntest:\n");
        foreach (var check in BuiltIn)
        {
            family.Append(CultureInfo.InvariantCulture, $"- {{ skip: {check}, why: the peer does not run it }}\n");
        }

        for (var test = 1; test <= tests; test++)
        {
            family.Append(CultureInfo.InvariantCulture, $"- {{ name: test {test}, run: [/bin/true] }}\n");
        }

        Write("images/family.yaml", family.ToString());
        Write("templates/node.Dockerfile.sbn", "FROM {{ from }}\nRUN echo {{ image }} > /srv/name\n");
        foreach (var name in Names)
        {
            Write($"images/{name}/image.yaml", $"description: node\nfrom: {Base}\ntemplate: node\ntags: [\"1\"]\n");
        }
    }

    /// <summary>Gets the family's root.</summary>
    public string Root { get; }

    /// <summary>Gets the images' names.</summary>
    public IReadOnlyList<string> Names { get; }

    private void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
