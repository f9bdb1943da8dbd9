using System.Runtime.InteropServices;

namespace Images.BuildKit.Tests;

/// <summary>Gives a file an extended attribute.</summary>
internal static partial class ExtendedAttribute
{
    public static void Set(string path, string name, ReadOnlySpan<byte> value) =>
        Assert.Equal(0, SetAttribute(path, name, value, value.Length, 0));

    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetAttribute(string path, string name, ReadOnlySpan<byte> value, nint size, int flags);
}
