using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Images.Planning;

/// <summary>
/// The short form of an image's files: one line each as long as they are not too many, else one for each folder, as deep down as
/// possible.
/// </summary>
public static class FileDigests
{
    /// <summary>How much of a hexadecimal digest is kept: it tells two contents apart, and need not withstand an attack.</summary>
    public const int Length = 16;

    private const int MostLines = 1000;

    /// <summary>Sums files up.</summary>
    /// <param name="files">The files.</param>
    /// <returns>
    /// By path, such as <c>0644 file 5f3c...</c> or <c>0777 link target</c>; by path and '/' the number and the digest of what is in a
    /// folder.
    /// </returns>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<InputFile> files)
    {
        if (files.Count <= MostLines)
        {
            return files.ToDictionary(file => file.Path, Line, StringComparer.Ordinal);
        }

        for (var depth = files.Max(file => file.Path.Count('/')); ; depth--)
        {
            var groups = files.GroupBy(file => Folder(file.Path, depth), StringComparer.Ordinal).ToList();
            if (groups.Count <= MostLines || depth == 0)
            {
                return groups.ToDictionary(group => group.Key, Line, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>Takes the mode out of a line.</summary>
    /// <param name="line">A line of <see cref="Of"/>.</param>
    /// <returns>Such as <c>0644</c>, and the rest.</returns>
    internal static (string Mode, string Other) Split(string line) =>
        line.Split(' ', 2) is [var mode, var other] ? (mode, other) : (line, "");

    private static string Line(InputFile file)
    {
        var content = file.Kind == BuildKit.Contexts.ContextEntryKind.File ? file.Content[..Length] : file.Content;
        return $"{file.Permissions} {file.KindWord} {content}".TrimEnd();
    }

    private static string Line(IGrouping<string, InputFile> folder)
    {
        var lines = string.Join('\n', folder.Select(file => $"{file.Path} {Line(file)}"));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)))[..Length];
        return string.Create(CultureInfo.InvariantCulture, $"{folder.Count()} entries {digest}");
    }

    // 'a/b/c' is in 'a/' at depth 1, in 'a/b/' at depth 2, in './' at depth 0.
    private static string Folder(string path, int depth)
    {
        var parts = path.Split('/');
        return depth == 0 ? "./"
            : parts.Length <= depth ? path
            : $"{string.Join('/', parts.Take(depth))}/";
    }
}
