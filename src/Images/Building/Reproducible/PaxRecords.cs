using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Images.Building.Reproducible;

/// <summary>What an extended header (POSIX pax) says of the entry after it.</summary>
/// <param name="Kept">The records that do not tell when and by whom the entry was made, byte for byte and in their order.</param>
/// <param name="Size">The entry's size; null where its own header gives it.</param>
/// <param name="Time">The entry's time, in whole seconds since 1970; null where its own header gives it.</param>
internal sealed record PaxRecords(ReadOnlyMemory<byte> Kept, long? Size, long? Time)
{
    /// <summary>What is known without an extended header.</summary>
    public static readonly PaxRecords None = new(ReadOnlyMemory<byte>.Empty, null, null);

    private const string TimeKeyword = "mtime";
    private const NumberStyles TimeStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
    private static readonly string[] Dropped = [TimeKeyword, "atime", "ctime", "uname", "gname", "LIBARCHIVE.creationtime"];

    /// <summary>Reads an extended header.</summary>
    /// <param name="records">All of it, without padding.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="InvalidDataException">It is broken.</exception>
    public static PaxRecords Parse(ReadOnlySpan<byte> records)
    {
        using var kept = new MemoryStream();
        var (size, time) = ((long?)null, (long?)null);
        while (!records.IsEmpty)
        {
            // Each is "LENGTH KEYWORD=VALUE\n", and LENGTH counts all of it.
            if (
                !Utf8Parser.TryParse(records, out int length, out var digits)
                || length > records.Length
                || length < digits + 4
                || records[digits] != ' '
                || records[length - 1] != '\n'
            )
            {
                throw Broken();
            }

            var pair = records[(digits + 1)..(length - 1)];
            var equals = pair.IndexOf((byte)'=');
            var keyword = equals > 0 ? Encoding.UTF8.GetString(pair[..equals]) : throw Broken();
            var value = pair[(equals + 1)..];
            (size, time) = keyword switch
            {
                "size" => (Whole(value), time),
                TimeKeyword => (size, Seconds(value)),
                _ => (size, time),
            };
            if (!Dropped.Contains(keyword, StringComparer.Ordinal))
            {
                kept.Write(records[..length]);
            }

            records = records[length..];
        }

        return new PaxRecords(kept.ToArray(), size, time);
    }

    private static InvalidDataException Broken() => new("a layer has an extended header that is broken");

    // No value takes back what was said before.
    private static long? Whole(ReadOnlySpan<byte> value) =>
        value.IsEmpty ? null
        : long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole
        : throw Broken();

    private static long? Seconds(ReadOnlySpan<byte> value) =>
        value.IsEmpty ? null
        : decimal.TryParse(value, TimeStyle, CultureInfo.InvariantCulture, out var time) && Math.Abs(time) < long.MaxValue
            ? (long)Math.Floor(time)
        : throw Broken();
}
