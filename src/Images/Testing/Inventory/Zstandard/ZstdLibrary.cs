using System.Runtime.InteropServices;

namespace Images.Testing.Inventory.Zstandard;

/// <summary>The system's Zstandard library, which Debian, Ubuntu and Fedora always have. .NET 10 has no decoder of its own.</summary>
internal sealed class ZstdLibrary
{
    // The names under which Linux, macOS and Windows know the only version of its interface.
    private static readonly string[] Names = ["libzstd.so.1", "libzstd.1.dylib", "/opt/homebrew/lib/libzstd.1.dylib", "libzstd.dll"];

    private static readonly Lazy<ZstdLibrary?> System = new(Load);

    private ZstdLibrary(nint handle)
    {
        Create = Function<CreateStream>(handle, "ZSTD_createDStream");
        Free = Function<FreeStream>(handle, "ZSTD_freeDStream");
        Decompress = Function<DecompressStream>(handle, "ZSTD_decompressStream");
        IsError = Function<IsErrorCode>(handle, "ZSTD_isError");
        ErrorName = Function<NameOfError>(handle, "ZSTD_getErrorName");
    }

    public delegate nint CreateStream();

    public delegate nuint FreeStream(nint stream);

    public delegate nuint DecompressStream(nint stream, ref ZstdBuffer output, ref ZstdBuffer input);

    public delegate uint IsErrorCode(nuint result);

    public delegate nint NameOfError(nuint result);

    /// <summary>Gets this machine's; null where there is none.</summary>
    public static ZstdLibrary? OfThisMachine => System.Value;

    public CreateStream Create { get; }

    public FreeStream Free { get; }

    public DecompressStream Decompress { get; }

    public IsErrorCode IsError { get; }

    public NameOfError ErrorName { get; }

    private static ZstdLibrary? Load()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                return new ZstdLibrary(handle);
            }
        }

        return null;
    }

    private static T Function<T>(nint handle, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(handle, name));
}

/// <summary>Memory that the library reads or writes: <c>ZSTD_inBuffer</c> and <c>ZSTD_outBuffer</c> of its interface.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ZstdBuffer
{
    /// <summary>Where it begins.</summary>
    public nint Start;

    /// <summary>How many bytes there are.</summary>
    public nuint Size;

    /// <summary>How many of them have been read or written.</summary>
    public nuint Position;
}
