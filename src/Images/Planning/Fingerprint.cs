using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Images.BuildKit.Contexts;
using Images.Rendering;

namespace Images.Planning;

/// <summary>
/// Tells whether an image is still what its inputs would give: equal fingerprints, equal inputs. It depends on the rendered
/// Dockerfile, the files that it can reach and their modes, the arguments, the platforms, the parents and the external bases, and the
/// commit where the image is to be reproducible; not on time, user, order of files or what else lies in the folder.
/// </summary>
public static class Fingerprint
{
    private const string Form = "images fingerprint 1";

    /// <summary>Computes the fingerprint of an image. Reads the files that its Dockerfile can reach.</summary>
    /// <param name="image">Which.</param>
    /// <param name="inputs">What it is built from.</param>
    /// <param name="context">The image's files.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>Such as <c>sha256:5f3c...</c>.</returns>
    /// <exception cref="BuildKit.Errors.BuildContextException">A file cannot be read.</exception>
    public static string Of(PlannedImage image, FingerprintInputs inputs, IContextSource context, CancellationToken cancellationToken) =>
        Of(image, image.Rendered.Dockerfile, inputs, context, cancellationToken);

    /// <summary>Computes the fingerprint of an image's first step: the Dockerfile down to it, and the files that it can reach.</summary>
    /// <inheritdoc cref="Of(PlannedImage, FingerprintInputs, IContextSource, CancellationToken)"/>
    public static string OfStart(PlannedImage image, FingerprintInputs inputs, IContextSource context, CancellationToken cancellationToken)
    {
        var dockerfile = image.Rendered.Dockerfile;
        var first = DockerfileParser.Parse(dockerfile).FirstOrDefault(instruction => instruction.Keyword is "RUN" or "COPY" or "ADD");
        var start = first is null ? dockerfile : string.Join('\n', dockerfile.Split('\n').Take(first.LastLine));
        return Of(image, start, inputs with { Commit = null }, context, cancellationToken);
    }

    private static string Of(
        PlannedImage image,
        string dockerfile,
        FingerprintInputs inputs,
        IContextSource context,
        CancellationToken cancellationToken
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Form);
        Add(hash, "dockerfile", dockerfile);
        var variant = image.Rendered.Variant;
        AddAll(hash, "arg", variant.Args.Select(arg => KeyValuePair.Create(arg.Key, arg.Value.Value)));
        AddAll(hash, "platform", variant.Platforms.Select(platform => KeyValuePair.Create(platform, string.Empty)));
        AddAll(hash, "parent", inputs.Parents);
        AddAll(hash, "base", inputs.Bases);
        Add(hash, "epoch", inputs.Epoch ?? string.Empty);
        if (variant.Reproducible)
        {
            Add(hash, "reproducible", inputs.Commit ?? string.Empty);
        }

        if (inputs.Attestations is { } attestations)
        {
            Add(hash, "attestations", attestations);
        }

        foreach (var file in ContextFiles.Reached(context, CopySources.Of(dockerfile)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var mode = ((int)file.Entry.Mode).ToString(CultureInfo.InvariantCulture);
            Add(hash, "file", file.Path, file.Entry.Kind.ToString(), mode, file.Entry.LinkTarget ?? string.Empty, ContentOf(context, file));
        }

        return $"sha256:{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    private static string ContentOf(IContextSource context, ContextFile file)
    {
        if (file.Entry.Kind != ContextEntryKind.File)
        {
            return string.Empty;
        }

        using var content = context.Open(file.Path, file.Entry);
        return Convert.ToHexStringLower(SHA256.HashData(content));
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
