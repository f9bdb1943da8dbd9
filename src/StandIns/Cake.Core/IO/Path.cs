using SystemPath = System.IO.Path;

namespace Cake.Core.IO;

/// <summary>A path with forward slashes, without a slash at the end and without <c>./</c> at the front.</summary>
public abstract class Path
{
    private protected Path(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new ArgumentException("Path cannot be empty.", nameof(path));
        }

        FullPath = Normalize(path);
        IsRelative = !SystemPath.IsPathRooted(FullPath);
        Segments = Split(FullPath);
    }

    public string FullPath { get; }

    public bool IsRelative { get; }

    /// <summary>The parts between the slashes; the first keeps a slash at the front.</summary>
    public string[] Segments { get; }

    public override string ToString() => FullPath;

    private protected static string Collapse(Path path)
    {
        var parts = new List<string>();
        foreach (var part in path.FullPath.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && !(part == ".." && !path.IsRelative))
            {
                parts.Add(part);
            }
        }

        var joined = string.Join('/', parts);
        var front = path.FullPath.StartsWith('/') ? "/" : "";
        return joined.Length == 0 && front.Length == 0 ? "." : front + joined;
    }

    private static string Normalize(string path)
    {
        var text = path.Trim().Replace('\\', '/');
        text = text == "./" ? "" : text;
        text = text.StartsWith("./", StringComparison.Ordinal) ? text[2..] : text;
        return text.Length > 1
            ? text.TrimEnd('/') is { Length: > 0 } trimmed
                ? trimmed
                : "/"
            : text;
    }

    private static string[] Split(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path.StartsWith('/') && segments.Length > 0)
        {
            segments[0] = "/" + segments[0];
        }

        return segments;
    }
}
