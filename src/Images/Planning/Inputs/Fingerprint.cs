using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Images.Planning;

/// <summary>
/// Tells whether an image is still what its inputs would give: equal fingerprints, equal inputs. It depends on the rendered
/// Dockerfile, the files that it can reach and their modes, the arguments, the platforms, the parents and the external bases, and the
/// commit where the image is to be reproducible; not on time, user, order of files or what else lies in the folder.
/// </summary>
public static class Fingerprint
{
    private const string Form = "images fingerprint 2";

    /// <summary>Computes the fingerprint of an image.</summary>
    /// <param name="own">What lies in its folder and definition.</param>
    /// <param name="inputs">What else it is built from.</param>
    /// <returns>Such as <c>sha256:5f3c...</c>.</returns>
    public static string Of(OwnInputs own, FingerprintInputs inputs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Form);
        Add(hash, "dockerfile", own.Dockerfile);
        AddAll(hash, "arg", own.Args);
        AddAll(hash, "platform", own.Platforms.Select(platform => KeyValuePair.Create(platform, string.Empty)));
        AddAll(hash, "parent", inputs.Parents);
        AddAll(hash, "base", inputs.Bases);
        Add(hash, "epoch", inputs.Epoch ?? string.Empty);
        if (own.Reproducible)
        {
            Add(hash, "reproducible", inputs.Commit ?? string.Empty);
        }

        if (inputs.Attestations is { } attestations)
        {
            Add(hash, "attestations", attestations);
        }

        foreach (var file in own.Files)
        {
            Add(hash, "file", file.Path, file.Kind.ToString(), ((int)file.Mode).ToString(CultureInfo.InvariantCulture), file.Content);
        }

        return $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    private static void AddAll(IncrementalHash hash, string kind, IEnumerable<KeyValuePair<string, string>> values)
    {
        foreach (var (name, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(hash, kind, name, value);
        }
    }

    // Each field with its length before it, so that no two lists of fields give the same bytes.
    private static void Add(IncrementalHash hash, params ReadOnlySpan<string> fields)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }
}
