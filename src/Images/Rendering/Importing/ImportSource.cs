using Images.Rendering.Importing.Bake;

namespace Images.Rendering.Importing;

/// <summary>Reads what is to be imported: a bake file, a Dockerfile, or a folder of them.</summary>
public static class ImportSource
{
    private static readonly string[] BakeFiles = ["docker-bake.hcl", "docker-bake.json"];

    /// <summary>Reads it.</summary>
    /// <param name="path">The file or folder, absolute.</param>
    /// <param name="shown">The same as people name it.</param>
    /// <param name="context">The folder that Dockerfiles are built in, absolute; null for the one each stands in.</param>
    /// <param name="environment">Gets a variable of the environment, which replaces one of a bake file, or null.</param>
    /// <returns>The targets, at least one.</returns>
    /// <exception cref="ImportException">Nothing can be imported from it.</exception>
    /// <exception cref="IOException">Something cannot be read.</exception>
    public static IReadOnlyList<ImportedTarget> Read(string path, string shown, string? context, Func<string, string?> environment)
    {
        if (Directory.Exists(path))
        {
            return BakeFileIn(path) is { } bake
                ? BakeImport.Read(bake, Path.Combine(shown, Path.GetFileName(bake)), context, environment)
                : DockerfileFolder.Read(path, shown, context);
        }

        if (!File.Exists(path))
        {
            throw new ImportException(
                shown,
                "there is no such file or folder; name a docker-bake.hcl, a docker-bake.json, a Dockerfile or a folder of them"
            );
        }

        return Path.GetExtension(path) is ".hcl" or ".json"
            ? BakeImport.Read(path, shown, context, environment)
            : [DockerfileFolder.Single(path, shown, context)];
    }

    private static string? BakeFileIn(string folder) => BakeFiles.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
