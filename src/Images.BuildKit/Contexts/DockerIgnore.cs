using System.Text;

namespace Images.BuildKit.Contexts;

/// <summary>The <c>.dockerignore</c> at the root of a context.</summary>
internal static class DockerIgnore
{
    private const string Name = ".dockerignore";

    /// <summary>Ignores nothing. It is not empty, since the frontend takes an empty one for none.</summary>
    public static ReadOnlyMemory<byte> Nothing { get; } = "# nothing\n"u8.ToArray();

    /// <summary>Reads its patterns.</summary>
    /// <param name="context">The files.</param>
    /// <returns>The lines that say something; none where there is no such file.</returns>
    /// <exception cref="Errors.BuildContextException">It cannot be read.</exception>
    public static IReadOnlyList<string> Read(IContextSource context)
    {
        if (Find(context) is not { Kind: ContextEntryKind.File } entry)
        {
            return [];
        }

        using var reader = new StreamReader(context.Open(entry.Name, entry), Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
    }

    /// <summary>
    /// Makes what is sent beside a Dockerfile so that the frontend need not ask for the context's own in a transfer of its own:
    /// that says the same.
    /// </summary>
    /// <param name="context">The files.</param>
    /// <returns>The patterns; null where only the frontend can tell what it is, as of a link.</returns>
    /// <exception cref="Errors.BuildContextException">It cannot be read.</exception>
    public static ReadOnlyMemory<byte>? ToSend(IContextSource context)
    {
        switch (Find(context))
        {
            case null or { Kind: ContextEntryKind.File, Size: 0 }:
                return Nothing;
            case { Kind: ContextEntryKind.File } entry:
                using (var stream = context.Open(entry.Name, entry))
                {
                    var content = new byte[entry.Size];
                    stream.ReadExactly(content);
                    return content;
                }

            default:
                return null;
        }
    }

    private static ContextEntry? Find(IContextSource context) => context.List("").FirstOrDefault(entry => entry.Name == Name);
}
