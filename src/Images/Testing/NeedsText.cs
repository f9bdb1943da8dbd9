using System.Globalization;
using Images.Building;
using Images.Definitions;

namespace Images.Testing;

/// <summary>Tells what a test was given beyond the strict profile.</summary>
internal static class NeedsText
{
    /// <summary>Tells it.</summary>
    /// <param name="needs">The needs.</param>
    /// <returns>One line, such as <c>memory 4 GB, writable root: it installs packages</c>.</returns>
    public static string Of(TestNeeds needs)
    {
        var given = new List<string>();
        if (needs.MemoryBytes is { } memory)
        {
            given.Add($"memory {Quantity.Bytes(memory)}");
        }

        if (needs.Pids is { } pids)
        {
            given.Add(string.Create(CultureInfo.InvariantCulture, $"{pids} processes"));
        }

        if (needs.ShmBytes is { } shm)
        {
            given.Add($"/dev/shm {Quantity.Bytes(shm)}");
        }

        given.AddRange(needs.Tmpfs.Select(tmpfs => $"tmpfs {tmpfs.Key}{(tmpfs.Value.Length > 0 ? ':' + tmpfs.Value : "")}"));
        if (needs.WritableRoot)
        {
            given.Add("writable root");
        }

        given.AddRange(needs.Capabilities);
        return $"{string.Join(", ", given)}: {needs.Why}";
    }
}
