using System.Diagnostics;
using System.Formats.Tar;

namespace Images.EndToEnd.Tests.Testing;

/// <summary>Makes the root file system of a small image out of this machine's own programs, so that no test needs a registry.</summary>
internal static class HostPrograms
{
    private static readonly string[] Names = ["sh", "bash", "cat", "date", "id", "ldd", "sleep", "true"];
    private static readonly string[] Folders = ["/bin", "/usr/bin"];

    /// <summary>Writes the programs, their libraries, and the files given.</summary>
    /// <param name="tar">Where to.</param>
    /// <param name="files">Path without a leading slash, content, whether executable.</param>
    public static async Task WriteAsync(Stream tar, params (string Path, string Content, bool Executable)[] files)
    {
        await using var writer = new TarWriter(tar, leaveOpen: true);
        var libraries = new SortedSet<string>(StringComparer.Ordinal);
        var replaced = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            var file = Folders.Select(folder => Path.Combine(folder, name)).First(File.Exists);
            if (!replaced.Contains($"bin/{name}"))
            {
                await AddAsync(writer, $"bin/{name}", await File.ReadAllBytesAsync(file), executable: true);
            }

            libraries.UnionWith(await LibrariesAsync(file));
        }

        foreach (var library in libraries)
        {
            await AddAsync(writer, library.TrimStart('/'), await File.ReadAllBytesAsync(library), executable: true);
        }

        foreach (var (path, content, executable) in files)
        {
            await AddAsync(writer, path, System.Text.Encoding.UTF8.GetBytes(content), executable);
        }
    }

    private static async Task AddAsync(TarWriter writer, string path, byte[] content, bool executable)
    {
        using var data = new MemoryStream(content);
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if (executable)
        {
            mode |= UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        }

        await writer.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = data, Mode = mode });
    }

    // Lines such as 'libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x...)' and '/lib64/ld-linux-x86-64.so.2 (0x...)'.
    private static async Task<IEnumerable<string>> LibrariesAsync(string file)
    {
        using var ldd = Process.Start(new ProcessStartInfo("ldd", [file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = ldd.StandardError.ReadToEndAsync();
        var output = await ldd.StandardOutput.ReadToEndAsync();
        await ldd.WaitForExitAsync();
        return output
            .Split(['\n', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.StartsWith('/') && File.Exists(word))
            .ToArray();
    }
}
