using System.Security.Cryptography;
using System.Text;

namespace Images.Planning;

/// <summary>An input of an image and what tells its content.</summary>
/// <param name="Name">Such as <c>file images/r-ver/setup.R</c>.</param>
/// <param name="Digest">Such as <c>sha256:5f3c...</c>; the value itself where it is short.</param>
public sealed record InputDigest(string Name, string Digest)
{
    /// <summary>Lists the inputs of an image, its fingerprint last.</summary>
    /// <param name="entry">The image.</param>
    /// <returns>All that the fingerprint depends on.</returns>
    public static IReadOnlyList<InputDigest> Of(PlanEntry entry)
    {
        var (rendered, own, inputs) = (entry.Image.Rendered, entry.Own, entry.Inputs);
        var dockerfile = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(own.Dockerfile)));
        return
        [
            new($"dockerfile {rendered.Path}", $"sha256:{dockerfile}"),
            .. own.Files.Select(file => new InputDigest($"file {rendered.Folder}/{file.Path}", Content(file))),
            .. own.Args.OrderBy(arg => arg.Key, StringComparer.Ordinal).Select(arg => new InputDigest($"arg {arg.Key}", arg.Value)),
            .. own.Platforms.Select(platform => new InputDigest("platform", platform)),
            .. Pairs("parent", inputs?.Parents),
            .. Pairs("base", inputs?.Bases),
            .. Value("attestations", inputs?.Attestations),
            .. Value("commit", own.Reproducible ? inputs?.Commit : null),
            .. Value("epoch", entry.Builds ? inputs?.Epoch : entry.Kept?.Epoch),
            new("fingerprint", entry.Fingerprint ?? "not known yet"),
        ];
    }

    private static string Content(InputFile file) =>
        file.Kind == BuildKit.Contexts.ContextEntryKind.File
            ? $"{file.Permissions} sha256:{file.Content}"
            : $"{file.Permissions} {file.KindWord} {file.Content}".TrimEnd();

    private static IEnumerable<InputDigest> Pairs(string kind, IReadOnlyDictionary<string, string>? values) =>
        (values ?? new Dictionary<string, string>())
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new InputDigest($"{kind} {pair.Key}", pair.Value));

    private static InputDigest[] Value(string name, string? value) => value is null ? [] : [new(name, value)];
}
