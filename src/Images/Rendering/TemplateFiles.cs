using System.Text;
using System.Text.RegularExpressions;
using Images.Definitions;

namespace Images.Rendering;

/// <summary>The files below <c>templates/</c>, each read once. Nothing outside that folder can be reached.</summary>
/// <param name="root">The absolute path of the family's root.</param>
/// <param name="own">Templates that the program has where the family has none of their path; null: none.</param>
internal sealed partial class TemplateFiles(string root, IReadOnlyDictionary<string, string>? own = null)
{
    /// <summary>What the name of a Dockerfile's template ends with.</summary>
    public const string Ending = ".Dockerfile.sbn";

    private const string Folder = "templates";
    private const string PartialEnding = ".sbn";
    private const long MostBytes = 1 << 20;

    private readonly Dictionary<string, TemplateFile> files = new(StringComparer.Ordinal);
    private readonly List<string> paths = [];

    /// <summary>Gets the path of a Dockerfile's template.</summary>
    /// <param name="name">As a definition writes it.</param>
    /// <returns>Relative to the root, forward slashes.</returns>
    /// <exception cref="TemplateFileException">No file can have this name.</exception>
    public static string PathOfTemplate(string name) => PathOf(name, Ending);

    /// <summary>Gets the path of a partial.</summary>
    /// <param name="name">As <c>include</c> writes it, such as <c>partials/labels</c>.</param>
    /// <returns>Relative to the root, forward slashes.</returns>
    /// <exception cref="TemplateFileException">No file can have this name.</exception>
    public static string PathOfPartial(string name) => PathOf(name, PartialEnding);

    /// <summary>Reads a template or partial.</summary>
    /// <param name="path">Relative to the root, forward slashes.</param>
    /// <returns>Its number, its text and its text with marks.</returns>
    /// <exception cref="TemplateFileException">There is no such file, or it cannot be a template.</exception>
    public TemplateFile Read(string path)
    {
        if (!files.TryGetValue(path, out var file))
        {
            file = new TemplateFile(path, ReadText(path), paths.Count);
            paths.Add(path);
            files.Add(path, file);
        }

        return file;
    }

    /// <summary>Gets the path of a file that was read.</summary>
    /// <param name="number">Its number.</param>
    /// <returns>Relative to the root, forward slashes.</returns>
    public string PathOf(int number) => paths[number];

    private static string PathOf(string name, string ending) =>
        Name().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal)
            ? $"{Folder}/{name}{ending}"
            : throw new TemplateFileException($"'{name}' names no file below {Folder}/: write a relative name such as 'partials/labels'");

    private string ReadText(string path)
    {
        var parts = path.Split('/');
        for (var count = 2; count <= parts.Length; count++)
        {
            var part = new FileInfo(Path.Combine([root, .. parts[..count]]));
            if (part.LinkTarget is not null)
            {
                throw new TemplateFileException($"{string.Join('/', parts[..count])} is a symbolic link: put the file itself there");
            }
        }

        var info = new FileInfo(Path.Combine([root, .. parts]));
        if (!info.Exists)
        {
            if (own?.GetValueOrDefault(path) is { } text)
            {
                return text;
            }

            throw new TemplateFileException($"there is no {path}{NearNames.Hint(path, Existing())}");
        }

        if (info.Length > MostBytes)
        {
            throw new TemplateFileException($"{path} has more than {MostBytes} bytes: no template is that long");
        }

        return Decode(path, File.ReadAllBytes(info.FullName));
    }

    private static string Decode(string path, byte[] bytes)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new TemplateFileException($"{path} is not UTF-8 text: save it as UTF-8");
        }

        text = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        var mark = text.AsSpan().IndexOfAnyInRange('\uE000', '\uF8FF');
        return mark < 0
            ? text
            : throw new TemplateFileException(
                $"{path}:{text.AsSpan(0, mark).Count('\n') + 1} holds a private-use character: write another one"
            );
    }

    private IEnumerable<string> Existing()
    {
        var top = Path.Combine(root, Folder);
        return Directory.Exists(top)
            ? FileWalk
                .Files(top)
                .Where(file => file.EndsWith(".sbn", StringComparison.Ordinal))
                .Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'))
            : [];
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\z")]
    private static partial Regex Name();
}
