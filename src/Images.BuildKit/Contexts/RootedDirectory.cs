using System.Runtime.InteropServices;
using System.Text;
using Images.BuildKit.Errors;
using Microsoft.Win32.SafeHandles;

namespace Images.BuildKit.Contexts;

/// <summary>
/// A directory opened name by name from a root, so that no symbolic link is followed on the way, even one that takes a
/// directory's place at this very moment.
/// </summary>
internal sealed class RootedDirectory : IDisposable
{
    private const int LongestLink = 4096;

    private readonly SafeFileHandle handle;
    private readonly string path;

    private RootedDirectory(SafeFileHandle handle, string path)
    {
        this.handle = handle;
        this.path = path;
    }

    private int Descriptor => (int)handle.DangerousGetHandle();

    /// <exception cref="BuildContextException">It is no directory, or may not be read.</exception>
    public static RootedDirectory Open(string root, string path)
    {
        var flags = NativeMethods.PathOnly | NativeMethods.DirectoryOnly | NativeMethods.CloseOnExec;
        var handle = OpenAt(NativeMethods.CurrentDirectory, root, flags, root);
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            using var parent = handle;
            handle = OpenAt((int)parent.DangerousGetHandle(), name, flags | NativeMethods.NoFollow, path);
        }

        return new(handle, path);
    }

    /// <summary>What a name is; null when it is gone.</summary>
    public StatXBuffer? Stat(string name) =>
        NativeMethods.StatX(Descriptor, name, NativeMethods.SymlinkNoFollow, NativeMethods.BasicStats, out var buffer) == 0 ? buffer
        : Marshal.GetLastPInvokeError() == NativeMethods.NotFound ? null
        : throw LastError(ContextPath.Join(path, name));

    /// <summary>What an open file is now.</summary>
    public static StatXBuffer Stat(SafeFileHandle file, string path) =>
        NativeMethods.StatX((int)file.DangerousGetHandle(), "", NativeMethods.EmptyPath, NativeMethods.BasicStats, out var buffer) == 0
            ? buffer
            : throw LastError(path);

    public string ReadLink(string name)
    {
        var buffer = new byte[LongestLink];
        var length = NativeMethods.ReadLinkAt(Descriptor, name, buffer, buffer.Length);
        return length >= 0 ? Encoding.UTF8.GetString(buffer, 0, (int)length) : throw LastError(ContextPath.Join(path, name));
    }

    /// <summary>The extended attributes of a name; null for none. No call takes a directory and a name, so it goes through /proc.</summary>
    public Dictionary<string, ReadOnlyMemory<byte>>? Attributes(string name) =>
        ExtendedAttributes.Read($"/proc/self/fd/{Descriptor}/{name}");

    /// <summary>Opens a file; one that became a fifo does not block.</summary>
    public SafeFileHandle OpenFile(string name) =>
        OpenAt(
            Descriptor,
            name,
            NativeMethods.ReadOnly | NativeMethods.NoFollow | NativeMethods.NonBlocking | NativeMethods.CloseOnExec,
            ContextPath.Join(path, name)
        );

    public void Dispose() => handle.Dispose();

    private static SafeFileHandle OpenAt(int directory, string name, int flags, string shownPath)
    {
        var descriptor = NativeMethods.OpenAt(directory, name, flags, 0);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw LastError(shownPath);
    }

    private static BuildContextException LastError(string path) => new(path, $"cannot be read: {Marshal.GetLastPInvokeErrorMessage()}");
}
