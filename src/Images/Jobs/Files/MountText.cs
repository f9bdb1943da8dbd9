using Images.Definitions;
using Images.Engines;

namespace Images.Jobs.Files;

/// <summary>A folder or file of this machine that a job sees, as a person writes it: <c>SOURCE[:TARGET][:rw]</c>.</summary>
public static class MountText
{
    /// <summary>Says why a text is no such mount.</summary>
    /// <param name="text">The text.</param>
    /// <returns>One line in lower case; null when it is one.</returns>
    public static string? Problem(string text) =>
        Split(text) is not { } parts ? $"{TextProblems.Quote(text)} is not SOURCE[:TARGET][:rw]"
        : parts.Target is { } target && !IsTarget(target)
            ? $"{TextProblems.Quote(target)} is no place in a container; write an absolute path that is not '/'"
        : null;

    /// <summary>Reads one; it has passed <see cref="Problem"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="directory">What a relative source is relative to, absolute.</param>
    /// <returns>The mount; without a target it is seen at its own path.</returns>
    public static ContainerMount Parse(string text, string directory)
    {
        var (source, target, isWritable) = Split(text)!.Value;
        var full = Path.GetFullPath(source, directory);
        return new ContainerMount(full, target ?? full, ReadOnly: !isWritable);
    }

    private static bool IsTarget(string target) =>
        target.StartsWith('/') && target.Trim('/').Length > 0 && !target.Split('/').Contains("..", StringComparer.Ordinal);

    private static (string Source, string? Target, bool IsWritable)? Split(string text)
    {
        var parts = text.Split(':').ToList();
        var isWritable = parts is [_, .., "rw"];
        if (parts is [_, .., "rw" or "ro"])
        {
            parts.RemoveAt(parts.Count - 1);
        }

        return parts switch
        {
            [{ Length: > 0 } source] => (source, null, isWritable),
            [{ Length: > 0 } source, { Length: > 0 } target] => (source, target, isWritable),
            _ => null,
        };
    }
}
