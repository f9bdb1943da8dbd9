using System.Globalization;

namespace Images.Engines;

/// <summary>Reads an engine's resources from this machine where the engine runs here, and from the engine where it does not.</summary>
/// <param name="engine">The engine.</param>
public sealed class EngineResources(EngineConnection engine) : IEngineResources
{
    private const string MemoryFile = "/proc/meminfo";

    /// <inheritdoc/>
    /// <remarks>
    /// Of an engine elsewhere only the memory of its machine is known: its disk bounds nothing. Whether one is here is told by the
    /// size of the memory, which two machines seldom share to the byte: a socket may well be one that leads to another machine.
    /// </remarks>
    public async Task<EngineRoom> ReadAsync(CancellationToken cancellationToken)
    {
        var info = await engine.GetInfoAsync(cancellationToken);
        var memory = File.Exists(MemoryFile) ? await File.ReadAllLinesAsync(MemoryFile, cancellationToken) : [];
        if (Entry(memory, "MemTotal:") is not { } total || total != info.MemoryBytes)
        {
            return new EngineRoom(info.MemoryBytes > 0 ? info.MemoryBytes : null, null, string.Empty);
        }

        return new EngineRoom(Entry(memory, "MemAvailable:"), FreeDisk(info.DataRoot), info.DataRoot);
    }

    // proc(5): 'MemAvailable:   22495012 kB', where kB is 1024 bytes.
    internal static long? Entry(IEnumerable<string> lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
        && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var number, ..]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes)
            ? kilobytes << 10
            : null;

    private static long? FreeDisk(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? new DriveInfo(folder).AvailableFreeSpace : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
