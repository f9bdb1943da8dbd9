using System.Text.Json.Nodes;

namespace Images.EndToEnd.Tests;

/// <summary>A family in a folder of its own, gone with the test. Its images are told from all others by their repository.</summary>
internal sealed class FamilyFolder : IDisposable
{
    /// <summary>The label of every image that this process builds; its value is <see cref="Run"/>.</summary>
    public const string Label = "org.images.test";

    /// <summary>
    /// Tells the images of this process from those of others that use the same engine, also from those that a killed process left
    /// behind, whose number this one may have been given.
    /// </summary>
    public static readonly string Run = $"e2e-{Guid.NewGuid():n}";

    /// <summary>Where every image of the tests is published in name; no such host exists.</summary>
    public static readonly string Registry = $"images.test/{Run}";

    public FamilyFolder()
    {
        Root = Directory.CreateTempSubdirectory("images-e2e-").FullName;
        Write(
            "images/family.yaml",
            $$"""
            registries: [{{Registry}}]
            bases:
              "debian:bookworm-slim": { bootstrap: debian, suite: bookworm }
            """
        );
    }

    public string Root { get; }

    public string Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text.EndsWith('\n') ? text : text + "\n");
        return full;
    }

    /// <summary>Adds an image whose template is its Dockerfile without the FROM line.</summary>
    public void Image(string name, string from, string dockerfile, string more = "")
    {
        Write($"images/{name}/image.yaml", $"from: {from}\n{more}");
        Write($"templates/{name}.Dockerfile.sbn", $"FROM {{{{ from }}}}\n{dockerfile}\nLABEL {Label}={Run}");
    }

    /// <summary>Reads of each image in the last run's report what is asked for.</summary>
    public Dictionary<string, string> Reported(string member) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "artifacts/report.json")))!["images"]!
            .AsArray()
            .ToDictionary(image => image!["id"]!.GetValue<string>(), image => image![member]!.GetValue<string>(), StringComparer.Ordinal);

    /// <summary>Copies a folder of this repository.</summary>
    public void CopyFromRepository(string folder)
    {
        var source = Path.Combine(Repository, folder);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(Root, Path.GetRelativePath(Repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    /// <summary>Copies this repository's family, all of it or some of its images, under names that belong to this run.</summary>
    public void CopyFamily(string images = "images")
    {
        CopyFromRepository(images);
        CopyFromRepository("templates");
        var definition = File.ReadAllText(Path.Combine(Repository, "images/family.yaml"));
        Assert.DoesNotContain("\nregistries:", definition, StringComparison.Ordinal);
        Write("images/family.yaml", $"{definition}\nregistries: [{Registry}]\n");
    }

    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Images.sln")))
            {
                folder = folder.Parent ?? throw new DirectoryNotFoundException("Images.sln is nowhere above the tests");
            }

            return folder.FullName;
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
