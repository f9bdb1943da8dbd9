using Images.Definitions;

namespace Images.Tests.Definitions;

/// <summary>A family in a temporary folder.</summary>
internal sealed class FamilyFolder : IDisposable
{
    /// <summary>Makes the folder; every image has a template of its own name.</summary>
    public FamilyFolder(params IReadOnlyList<(string Path, string Text)> files)
    {
        Root = Directory.CreateTempSubdirectory("family-").FullName;
        Directory.CreateDirectory(Path.Combine(Root, "templates"));
        foreach (var (path, text) in files)
        {
            Write(path, text);
            if (path.Split('/') is ["images", var image, "image.yaml"])
            {
                Write($"templates/{image}.Dockerfile.sbn", "FROM {{ from }}\n");
            }
        }
    }

    public string Root { get; }

    public void Write(string path, string text) => File.WriteAllText(Prepare(path), text);

    public void Write(string path, byte[] bytes) => File.WriteAllBytes(Prepare(path), bytes);

    public Family Load() => FamilyLoader.Load(Root, TestContext.Current.CancellationToken);

    public Variant Variant(string id) => Load().Variants.Single(variant => variant.Id == id);

    public IReadOnlyList<string> Errors()
    {
        var exception = Assert.Throws<DefinitionException>(Load);
        return [.. exception.Errors.Select(error => error.ToString())];
    }

    public string Error() => Assert.Single(Errors());

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string Prepare(string path)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
