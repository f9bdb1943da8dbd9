using Images.Definitions;

namespace Images.Testing;

/// <summary>Keeps the files that tests leave, in <c>artifacts/outputs/VARIANT/</c> below the family's folder.</summary>
/// <param name="root">The family's folder.</param>
internal sealed class KeptOutputs(string root)
{
    /// <summary>Removes what earlier runs kept of an image.</summary>
    /// <param name="variant">The image.</param>
    /// <param name="valid">What is as good as new, relative to the family's folder.</param>
    public void Clear(Variant variant, IReadOnlySet<string> valid)
    {
        var folder = new DirectoryInfo(Path.Combine(root, FolderOf(variant)));
        if (valid.Count == 0 && folder.Exists)
        {
            folder.Delete(recursive: true);
            return;
        }

        foreach (var file in folder.Exists ? folder.EnumerateFiles() : [])
        {
            if (!valid.Contains($"{FolderOf(variant)}/{file.Name}"))
            {
                file.Delete();
            }
        }
    }

    /// <summary>Keeps a file.</summary>
    /// <param name="variant">The image.</param>
    /// <param name="path">The file's path in the container.</param>
    /// <param name="content">Its bytes.</param>
    /// <returns>Where it is, relative to the family's folder.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string Keep(Variant variant, string path, ReadOnlyMemory<byte> content)
    {
        var folder = FolderOf(variant);
        Directory.CreateDirectory(Path.Combine(root, folder));
        var kept = $"{folder}/{path[(path.LastIndexOf('/') + 1)..]}";
        using var file = File.Create(Path.Combine(root, kept));
        file.Write(content.Span);
        return kept;
    }

    private static string FolderOf(Variant variant) => $"artifacts/outputs/{variant.Id.Replace(':', '-')}";
}
