using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Images.Rendering;

namespace Images.Planning;

/// <summary>
/// What an image was built from, short enough to be kept with it: enough to tell later which input changed, from what to what.
/// Whether one did is told by the fingerprint.
/// </summary>
public sealed record RecordedInputs
{
    private const int Form = 1;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gets the instructions of the Dockerfile as they are written.</summary>
    public required IReadOnlyList<string> Instructions { get; init; }

    /// <summary>Gets the beginning of the digest of the whole Dockerfile, comments included.</summary>
    public required string Text { get; init; }

    /// <summary>Gets the build arguments by name.</summary>
    public required IReadOnlyDictionary<string, string> Args { get; init; }

    /// <summary>Gets the platforms.</summary>
    public required IReadOnlyList<string> Platforms { get; init; }

    /// <summary>Gets the fingerprints of the images of the family that it was built from, by their references.</summary>
    public required IReadOnlyDictionary<string, string> Parents { get; init; }

    /// <summary>Gets the digests of its external bases, by their references.</summary>
    public required IReadOnlyDictionary<string, string> Bases { get; init; }

    /// <summary>Gets mode, kind and the beginning of the digest of each file, by path; see <see cref="FileDigests"/>.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>Gets what was attested; null: nothing.</summary>
    public string? Attestations { get; init; }

    /// <summary>Gets the commit and the time that the image bears; null where it need not be reproducible, or there is none.</summary>
    public string? Commit { get; init; }

    /// <summary>Gets whether it was to be reproducible.</summary>
    public bool Reproducible { get; init; }

    /// <summary>Sums up what an image is built from.</summary>
    /// <param name="own">What lies in its folder and definition.</param>
    /// <param name="inputs">What else it is built from.</param>
    /// <returns>The short form.</returns>
    public static RecordedInputs Of(OwnInputs own, FingerprintInputs inputs)
    {
        var lines = own.Dockerfile.Split('\n');
        return new RecordedInputs
        {
            Instructions =
            [
                .. DockerfileParser
                    .Parse(own.Dockerfile)
                    .Select(instruction => string.Join('\n', lines[(instruction.FirstLine - 1)..instruction.LastLine])),
            ],
            Text = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(own.Dockerfile)))[..FileDigests.Length],
            Args = own.Args,
            Platforms = own.Platforms,
            Parents = inputs.Parents,
            Bases = inputs.Bases,
            Files = FileDigests.Of(own.Files),
            Attestations = inputs.Attestations,
            Commit = own.Reproducible ? inputs.Commit : null,
            Reproducible = own.Reproducible,
        };
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The text, or null.</param>
    /// <returns>Null where there is none, or another version of this program wrote it.</returns>
    public static RecordedInputs? Parse(string? json)
    {
        if (json is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.GetProperty("form").GetInt32() == Form ? Read(root) : null;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Writes it, equal for equal inputs.</summary>
    /// <returns>One line of JSON.</returns>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            writer.WriteNumber("form", Form);
            Write(writer, "dockerfile", Instructions);
            writer.WriteString("text", Text);
            Write(writer, "args", Args);
            Write(writer, "platforms", Platforms);
            Write(writer, "parents", Parents);
            Write(writer, "bases", Bases);
            Write(writer, "files", Files);
            Write(writer, "attestations", Attestations);
            Write(writer, "commit", Commit);
            if (Reproducible)
            {
                writer.WriteBoolean("reproducible", true);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static RecordedInputs Read(JsonElement root) =>
        new()
        {
            Instructions = Texts(root.GetProperty("dockerfile")),
            Text = root.GetProperty("text").GetString()!,
            Args = Map(root.GetProperty("args")),
            Platforms = Texts(root.GetProperty("platforms")),
            Parents = Map(root.GetProperty("parents")),
            Bases = Map(root.GetProperty("bases")),
            Files = Map(root.GetProperty("files")),
            Attestations = root.TryGetProperty("attestations", out var attestations) ? attestations.GetString() : null,
            Commit = root.TryGetProperty("commit", out var commit) ? commit.GetString() : null,
            Reproducible = root.TryGetProperty("reproducible", out _),
        };

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    private static Dictionary<string, string> Map(JsonElement members) =>
        members.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString()!, StringComparer.Ordinal);

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, string> map)
    {
        writer.WriteStartObject(name);
        foreach (var (key, value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
