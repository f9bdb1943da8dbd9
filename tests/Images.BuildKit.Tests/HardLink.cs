using System.Runtime.InteropServices;

namespace Images.BuildKit.Tests;

/// <summary>Gives a file a second name.</summary>
internal static partial class HardLink
{
    public static void Create(string existing, string name) => Assert.Equal(0, Link(existing, name));

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string name);
}
