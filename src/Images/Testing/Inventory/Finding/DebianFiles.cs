using System.Text;

namespace Images.Testing.Inventory.Finding;

/// <summary>Knows which Debian package brought the files that tell of other kinds of packages, from dpkg's lists.</summary>
internal sealed class DebianFiles
{
    private const string Folder = "/var/lib/dpkg/info/";
    private const string End = ".list";

    private static readonly string[] Telling = ["/METADATA", "/PKG-INFO", ".egg-info", "/DESCRIPTION", "/package.json"];

    private readonly Dictionary<string, string> owners = new(StringComparer.Ordinal);

    /// <summary>Gets the packages by the absolute paths of such files.</summary>
    public IReadOnlyDictionary<string, string> Owners => owners;

    /// <summary>Tells whether a file is one of dpkg's lists.</summary>
    /// <param name="path">Its absolute path.</param>
    public static bool Wants(string path) =>
        path.StartsWith(Folder, StringComparison.Ordinal) && path.EndsWith(End, StringComparison.Ordinal);

    /// <summary>Reads a list.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="content">Its bytes.</param>
    public void Read(string path, byte[] content)
    {
        // NAME or NAME:ARCHITECTURE
        var package = path[Folder.Length..^End.Length].Split(':')[0];
        var text = Encoding.UTF8.GetString(content);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range);
            foreach (var end in Telling)
            {
                if (line.EndsWith(end, StringComparison.Ordinal))
                {
                    owners[line.ToString()] = package;
                }
            }
        }
    }
}
