using System.Security.Cryptography;
using System.Text;

namespace Images.Rendering.Importing.Hcl;

/// <summary>The functions that expressions may call: those whose result depends on their arguments alone.</summary>
internal static partial class HclFunctions
{
    private static readonly string[] Impure = ["bcrypt", "env", "homedir", "timestamp", "uuidv4"];

    /// <summary>Gets the functions by name.</summary>
    public static IReadOnlyDictionary<string, HclFunction> All { get; } =
        new[] { Texts(), Lists(), Objects(), Numbers(), Refusals() }
            .SelectMany(group => group)
            .ToDictionary(function => function.Name, function => Checked(function.Least, function.Apply), StringComparer.Ordinal);

    private static IEnumerable<(string Name, int Least, HclFunction Apply)> Texts() =>
        [
            ("upper", 1, a => Text(a, 0).ToUpperInvariant()),
            ("lower", 1, a => Text(a, 0).ToLowerInvariant()),
            ("title", 1, a => Title(Text(a, 0))),
            ("trim", 2, a => Text(a, 0).Trim(Text(a, 1).ToCharArray())),
            (
                "trimprefix",
                2,
                a => Text(a, 0).StartsWith(Text(a, 1), StringComparison.Ordinal) ? Text(a, 0)[Text(a, 1).Length..] : Text(a, 0)
            ),
            (
                "trimsuffix",
                2,
                a => Text(a, 0).EndsWith(Text(a, 1), StringComparison.Ordinal) ? Text(a, 0)[..^Text(a, 1).Length] : Text(a, 0)
            ),
            ("trimspace", 1, a => Text(a, 0).Trim()),
            ("chomp", 1, a => Text(a, 0).TrimEnd('\n', '\r')),
            ("replace", 3, a => Text(a, 0).Replace(Text(a, 1), Text(a, 2), StringComparison.Ordinal)),
            ("regex_replace", 3, a => GoPattern.Replace(Text(a, 0), Text(a, 1), Text(a, 2))),
            ("regex", 2, a => GoPattern.First(Text(a, 1), Text(a, 0))),
            ("regexall", 2, a => GoPattern.All(Text(a, 1), Text(a, 0))),
            (
                "sanitize",
                1,
                a => string.Concat(Text(a, 0).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_'))
            ),
            ("split", 2, a => Text(a, 1).Split(Text(a, 0)).ToList<object?>()),
            ("join", 2, a => string.Join(Text(a, 0), a.Skip(1).SelectMany(HclValue.List).Select(HclValue.Text))),
            ("substr", 3, a => Part(Text(a, 0), Number(a, 1), Number(a, 2))),
            ("strlen", 1, a => (decimal)Text(a, 0).EnumerateRunes().Count()),
            ("strrev", 1, a => string.Concat(Text(a, 0).EnumerateRunes().Reverse())),
            ("reverse", 1, a => string.Concat(Text(a, 0).EnumerateRunes().Reverse())),
            ("indent", 2, a => Text(a, 1).Replace("\n", "\n" + new string(' ', Number(a, 0)), StringComparison.Ordinal)),
            ("format", 1, a => GoFormat.Write(Text(a, 0), [.. a.Skip(1)])),
            ("formatlist", 2, a => FormatList(a)),
            ("urlencode", 1, a => Uri.EscapeDataString(Text(a, 0))),
            ("base64encode", 1, a => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(a, 0)))),
            ("base64decode", 1, a => Encoding.UTF8.GetString(Convert.FromBase64String(Text(a, 0)))),
            ("sha256", 1, a => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(a, 0))))),
            ("sha512", 1, a => Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(Text(a, 0))))),
            ("jsonencode", 1, a => HclValue.ToJson(a[0])),
            ("jsondecode", 1, a => Json(Text(a, 0))),
            ("basename", 1, a => Text(a, 0).TrimEnd('/').Split('/')[^1]),
            ("dirname", 1, a => Text(a, 0).LastIndexOf('/') is > 0 and var slash ? Text(a, 0)[..slash] : "."),
        ];

    private static IEnumerable<(string Name, int Least, HclFunction Apply)> Refusals() =>
        Impure.Select<string, (string, int, HclFunction)>(name =>
            (
                name,
                0,
                _ =>
                    throw new FormatException(
                        "what it gives is another thing each time or on each machine, and definitions hold still; write the value in its place"
                    )
            )
        );

    private static HclFunction Checked(int least, HclFunction apply) =>
        arguments =>
            arguments.Count >= least
                ? apply(arguments)
                : throw new FormatException($"{least} arguments are needed, here are {arguments.Count}");

    private static string Text(IReadOnlyList<object?> arguments, int index) => HclValue.Text(arguments[index]);

    private static int Number(IReadOnlyList<object?> arguments, int index) =>
        HclValue.Number(arguments[index]) is var number && number is > -1_000_000 and < 1_000_000
            ? (int)number
            : throw new FormatException("this number is too large");

    private static string Title(string text) =>
        string.Concat(
            text.Select((letter, index) => index == 0 || char.IsWhiteSpace(text[index - 1]) ? char.ToUpperInvariant(letter) : letter)
        );

    private static string Part(string text, int offset, int length)
    {
        var start = Math.Clamp(offset < 0 ? text.Length + offset : offset, 0, text.Length);
        return length < 0 ? text[start..] : text.Substring(start, Math.Min(length, text.Length - start));
    }

    private static List<object?> FormatList(IReadOnlyList<object?> arguments)
    {
        var count = arguments.Skip(1).OfType<IReadOnlyList<object?>>().Select(list => list.Count).DefaultIfEmpty(1).Min();
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(index =>
                    GoFormat.Write(
                        Text(arguments, 0),
                        [.. arguments.Skip(1).Select(argument => argument is IReadOnlyList<object?> list ? list[index] : argument)]
                    )
                ),
        ];
    }

    private static object? Json(string text)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(text);
            return HclValue.FromJson(document.RootElement);
        }
        catch (System.Text.Json.JsonException)
        {
            throw new FormatException("this text is no JSON");
        }
    }
}
