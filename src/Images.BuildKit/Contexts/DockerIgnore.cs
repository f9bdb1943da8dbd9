using System.Text;

namespace Images.BuildKit.Contexts;

/// <summary>The <c>.dockerignore</c> at the root of a context.</summary>
internal static class DockerIgnore
{
    private const string Name = ".dockerignore";

    /// <summary>Reads its patterns.</summary>
    /// <param name="context">The files.</param>
    /// <returns>The lines that say something; none where there is no such file.</returns>
    /// <exception cref="Errors.BuildContextException">It cannot be read.</exception>
    public static IReadOnlyList<string> Read(IContextSource context)
    {
        var entry = context.List("").FirstOrDefault(entry => entry is { Name: Name, Kind: ContextEntryKind.File });
        if (entry is null)
        {
            return [];
        }

        using var reader = new StreamReader(context.Open(entry.Name, entry), Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
    }
}
