namespace Images.Definitions;

/// <summary>Finds the fixtures of tests beside their definitions.</summary>
/// <param name="root">The absolute path of the family.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class TestMountReader(string root, DefinitionErrors errors)
{
    private readonly Lazy<string> images = new(() => RealPath.Of(Path.Combine(root, "images")));

    /// <summary>Reads the mounts of a test.</summary>
    /// <param name="test">The test's values.</param>
    /// <returns>Those that can be mounted.</returns>
    public IReadOnlyList<TestMount> Read(DefinitionValues test)
    {
        var mounts = new List<TestMount>();
        foreach (var text in test.Texts("mounts") ?? [])
        {
            var colon = text.Value.IndexOf(':', StringComparison.Ordinal);
            var target = text.Value[(colon + 1)..];
            if (mounts.Exists(mount => mount.Target == target))
            {
                errors.Add(text.Location, $"two mounts have the directory {TextProblems.Quote(target)}; give this one another");
            }
            else if (Source(text, text.Value[..colon]) is { } source)
            {
                mounts.Add(new(source, File.Exists(source), target));
            }
        }

        return mounts;
    }

    private string? Source(Located<string> text, string path)
    {
        var folder = Path.GetDirectoryName(text.Location.File)!;
        try
        {
            var source = RealPath.Of(Path.GetFullPath(path, Path.Combine(root, folder)));
            var problem =
                !Path.Exists(source) ? $"there is no file or folder {folder}/{TextProblems.Quote(path)} to mount"
                : RealPath.IsInside(source, images.Value) ? null
                : $"{folder}/{TextProblems.Quote(path)} is a symbolic link that leads out of the images' folder; put the files themselves here";
            if (problem is null)
            {
                return source;
            }

            errors.Add(text.Location, problem);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add(text.Location, $"cannot be looked at: {exception.Message.ReplaceLineEndings(" ")}");
        }

        return null;
    }
}
