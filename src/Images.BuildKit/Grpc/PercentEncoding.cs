using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Images.BuildKit.Grpc;

/// <summary>The encoding of <c>grpc-message</c>: bytes of UTF-8 outside printable ASCII, and '%', as %XX.</summary>
internal static class PercentEncoding
{
    public static string Encode(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b is >= 0x20 and <= 0x7E and not (byte)'%')
            {
                output.Append((char)b);
            }
            else
            {
                output.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }
        }

        return output.ToString();
    }

    /// <summary>Decodes; a '%' that begins no pair of hexadecimal digits stays as it is.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var input = Encoding.UTF8.GetBytes(text);
        var output = new List<byte>(input.Length);
        for (var i = 0; i < input.Length; i++)
        {
            if (
                input[i] == '%'
                && i + 2 < input.Length
                && Utf8Parser.TryParse(input.AsSpan(i + 1, 2), out byte value, out var used, 'x')
                && used == 2
            )
            {
                output.Add(value);
                i += 2;
            }
            else
            {
                output.Add(input[i]);
            }
        }

        return Encoding.UTF8.GetString([.. output]);
    }
}
