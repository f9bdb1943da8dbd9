using System.Text;
using Images.Definitions;
using Images.Definitions.Syntax;
using Images.Definitions.Yaml;
using Images.Registry.References;
using Images.Rendering;

namespace Images.Testing.Integrity;

/// <summary>Reads and writes the file that says which images a family's names mean: a name, a tag and an image's id on each line.</summary>
public static class IntegrityFile
{
    /// <summary>The file's name where none is given, beside <c>images/</c>.</summary>
    public const string FileName = "images.integrity";

    /// <summary>Reads it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="shown">The path as shown to people.</param>
    /// <returns>Each name once.</returns>
    /// <exception cref="DefinitionException">The file is wrong; all that is wrong is in the exception.</exception>
    public static IReadOnlyList<ImageIdentity> Read(string path, string shown)
    {
        var errors = new DefinitionErrors();
        var listed = new Dictionary<string, ImageIdentity>(StringComparer.Ordinal);
        foreach (var (index, line) in Lines(path, shown, errors).Index())
        {
            var at = new SourceLocation(shown, index + 1, 1);
            var fields = line.Split('#')[0].Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 0)
            {
                continue;
            }

            if (Problem(fields) is { } problem)
            {
                errors.Add(at, problem);
                continue;
            }

            var identity = new ImageIdentity(fields[0], fields[1], fields[2]) { Location = at };
            if (!listed.TryAdd(identity.Reference, identity) && listed[identity.Reference] is var first && first.Id != identity.Id)
            {
                errors.Add(at, $"{identity.Reference} has another id in line {first.Location!.Line}; remove one of them");
            }
        }

        errors.ThrowIfAny();
        return [.. listed.Values];
    }

    /// <summary>Writes it, all of it at once.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="images">Each name once.</param>
    /// <returns>Whether the file was not so already.</returns>
    /// <exception cref="IOException">It cannot be written; the old one is as it was.</exception>
    public static bool Write(string path, IEnumerable<ImageIdentity> images)
    {
        var text = new StringBuilder("# Which images these names mean. 'verify' compares an engine with it, 'verify --write' writes it.\n");
        foreach (var image in images.OrderBy(image => image.Reference, StringComparer.Ordinal))
        {
            text.Append(image.Repository).Append(' ').Append(image.Tag).Append(' ').Append(image.Id).Append('\n');
        }

        if (File.Exists(path) && File.ReadAllText(path) == text.ToString())
        {
            return false;
        }

        RenderedFile.Replace(path, text.ToString());
        return true;
    }

    private static string? Problem(string[] fields) =>
        fields is not [var name, var tag, var id] ? "a line has a name, a tag and an image's id; write these three"
        : ImageReference.TryParse($"{name}:{tag}") is not { Tag: not null } ? $"'{name}' and '{tag}' are no name and tag; correct them"
        : !ContentDigest.IsDigest(id) ? $"'{id}' is no image's id; write sha256: and 64 hexadecimal digits"
        : null;

    private static string[] Lines(string path, string shown, DefinitionErrors errors)
    {
        try
        {
            var bytes = BoundedFile.Read(path);
            if (bytes.Length <= YamlLimits.FileBytes)
            {
                return Encoding.UTF8.GetString(bytes).Split('\n');
            }

            errors.Add(new(shown, 1, 1), "is too large for a list of images; name another file");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            errors.Add(new(shown, 1, 1), "is not there; write it with 'verify --write'");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add(new(shown, 1, 1), $"cannot be read: {error.Message}");
        }

        return [];
    }
}
