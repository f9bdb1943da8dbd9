using System.Text;
using Images.BuildKit.Builds;
using Images.Definitions;

namespace Images.Building;

/// <summary>
/// A build cache outside the engine, in buildx's words: <c>type=registry,ref=REFERENCE,mode=max</c>, or a bare reference.
/// <c>{image}</c> and <c>{variant}</c> stand for the image's name and its axes' values, so that each image has a cache of its own.
/// </summary>
public sealed class CacheSpec
{
    /// <summary>The type of the cache that GitHub keeps for workflows.</summary>
    internal const string ActionsCache = "gha";

    /// <summary>The type of a bucket of S3.</summary>
    internal const string Bucket = "s3";

    private const string Registry = "registry";
    private const string Local = "local";

    private static readonly string[] Types = [Registry, "inline", Local, ActionsCache, Bucket, "azblob"];

    private readonly IReadOnlyDictionary<string, string> attributes;

    private CacheSpec(string type, IReadOnlyDictionary<string, string> attributes)
    {
        Type = type;
        this.attributes = attributes;
    }

    /// <summary>Reads a cache.</summary>
    /// <param name="text">As it was written.</param>
    /// <returns>The cache.</returns>
    /// <exception cref="FormatException">It is none.</exception>
    public static CacheSpec Parse(string text)
    {
        var fields = Fields(text);
        if (fields is [var bare] && !bare.Contains('=', StringComparison.Ordinal))
        {
            return new(Registry, new Dictionary<string, string>(StringComparer.Ordinal) { ["ref"] = bare });
        }

        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !attributes.TryAdd(field[..equals].Trim().ToLowerInvariant(), field[(equals + 1)..]))
            {
                throw new FormatException($"'{field}' in '{text}' is no KEY=VALUE, or stands twice");
            }
        }

        if (!attributes.Remove("type", out var type))
        {
            throw new FormatException($"'{text}' says no type; write type=registry,ref=REFERENCE, or the reference alone");
        }

        if (!Types.Contains(type, StringComparer.Ordinal))
        {
            throw new FormatException($"'{type}' is none of {string.Join(", ", Types)}{NearNames.Hint(type, Types)}");
        }

        return type == Registry && !attributes.ContainsKey("ref")
            ? throw new FormatException($"'{text}' names no registry; add ref=REFERENCE")
            : new CacheSpec(type, attributes);
    }

    /// <summary>Says why a text is no cache to read.</summary>
    /// <param name="text">The text.</param>
    /// <returns>One line in lower case, or null when it is one.</returns>
    public static string? Problem(string text)
    {
        try
        {
            return Parse(text) switch
            {
                { Type: "inline" } => "inline is for --cache-to; read it with type=registry,ref=REFERENCE",
                { Type: Local } cache when !cache.attributes.ContainsKey("src") => $"'{text}' names no folder; add src=FOLDER",
                _ => null,
            };
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Says why a text is no cache to write.</summary>
    /// <param name="text">The text.</param>
    /// <returns>One line in lower case, or null when it is one.</returns>
    public static string? ExportProblem(string text)
    {
        try
        {
            var cache = Parse(text);
            var mode = cache.attributes.GetValueOrDefault("mode", "min");
            return cache.Type == Local && !cache.attributes.ContainsKey("dest") ? $"'{text}' names no folder; add dest=FOLDER"
                : mode is "min" or "max" ? null
                : $"mode '{mode}' is none of min, max";
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Gets the type: <c>registry</c>, <c>inline</c>, <c>local</c>, <c>gha</c>, <c>s3</c> or <c>azblob</c>.</summary>
    public string Type { get; }

    /// <summary>Gets whether it is a place of its own, which two images must not both write.</summary>
    public bool IsPlace => Type != "inline";

    /// <summary>Gets an attribute.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its value; null where it has none.</returns>
    internal string? this[string name] => attributes.GetValueOrDefault(name);

    /// <summary>Adds an attribute that the cache does not have.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null adds nothing.</param>
    /// <returns>The cache with it.</returns>
    internal CacheSpec With(string name, string? value) =>
        value is null || attributes.ContainsKey(name)
            ? this
            : new(Type, new Dictionary<string, string>(attributes, StringComparer.Ordinal) { [name] = value });

    /// <summary>Gets the cache of one image.</summary>
    /// <param name="variant">Which.</param>
    /// <returns>The cache; that of GitHub Actions has a scope for each image.</returns>
    public CacheLocation For(Variant variant)
    {
        var own = attributes.ToDictionary(
            attribute => attribute.Key,
            attribute => Expand(attribute.Value, variant),
            StringComparer.Ordinal
        );
        if (Type == ActionsCache)
        {
            own.TryAdd("scope", $"{variant.Image}-{variant.FolderName}");
        }

        return new CacheLocation(Type, own);
    }

    private static string Expand(string text, Variant variant) =>
        text.Replace("{image}", variant.Image, StringComparison.Ordinal).Replace("{variant}", variant.FolderName, StringComparison.Ordinal);

    // Fields are parted by commas; one that holds a comma stands in double quotes as a whole, as in CSV.
    private static List<string> Fields(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character == '"' && quoted && index + 1 < text.Length && text[index + 1] == '"')
            {
                field.Append('"');
                index++;
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (character == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(character);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
