using System.Runtime.InteropServices;

namespace Images.BuildKit.Tests;

/// <summary>Makes a named pipe.</summary>
internal static partial class Fifo
{
    public static void Create(string path) => Assert.Equal(0, MakeFifo(path, 0x1A4));

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeFifo(string path, uint mode);
}
