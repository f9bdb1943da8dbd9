using System.Text;

namespace Images.BuildKit.Contexts;

/// <summary>
/// The extended attributes of a file that an image can hold. Those of the machine's own security modules and access lists are
/// left out: they mean nothing elsewhere, and would make the same file another one on another machine.
/// </summary>
internal static class ExtendedAttributes
{
    // Linux's limit of a list of names and of a value (xattr(7)).
    private const int LongestList = 64 * 1024;
    private const int UsualList = 512;
    private const string Capability = "security.capability";
    private const string UserPrefix = "user.";

    /// <param name="path">A path whose last name is not followed.</param>
    /// <returns>Null for none, and where the file system knows none.</returns>
    public static Dictionary<string, ReadOnlyMemory<byte>>? Read(string path)
    {
        Span<byte> usual = stackalloc byte[UsualList];
        var length = (int)NativeMethods.ListAttributes(path, usual, usual.Length);
        if (length == 0)
        {
            return null;
        }

        var names = usual;
        if (length < 0)
        {
            // Too many for the usual, gone, or not supported: the second time tells.
            names = new byte[LongestList];
            length = (int)NativeMethods.ListAttributes(path, names, names.Length);
        }

        return length <= 0 ? null : Read(path, Encoding.UTF8.GetString(names[..length]));
    }

    private static Dictionary<string, ReadOnlyMemory<byte>>? Read(string path, string names)
    {
        Dictionary<string, ReadOnlyMemory<byte>>? found = null;
        foreach (var name in names.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == Capability || name.StartsWith(UserPrefix, StringComparison.Ordinal))
            {
                var value = new byte[LongestList];
                if (NativeMethods.GetAttribute(path, name, value, value.Length) is var length and >= 0)
                {
                    (found ??= new(StringComparer.Ordinal))[name] = value.AsSpan(0, (int)length).ToArray();
                }
            }
        }

        return found;
    }
}
