using System.Text.Json.Nodes;
using Images.Definitions;
using Images.Planning;
using Images.Registry.References;

namespace Images.Publishing.Attaching.Provenance;

/// <summary>What an image was made from, as SLSA lists it: the source, its external bases, and its parents in the family.</summary>
/// <param name="variant">The variant.</param>
/// <param name="inputs">What the image records; null: nothing.</param>
/// <param name="commit">The commit that it was built from; null where it names none.</param>
/// <param name="pin">Pins the reference of an external base to a digest, given the platforms.</param>
internal sealed class ResolvedDependencies(
    Variant variant,
    RecordedInputs? inputs,
    string? commit,
    Func<string, IReadOnlyList<string>, string?> pin
)
{
    private const string ContentsAnnotation = "org.images.contents";

    /// <summary>Lists them.</summary>
    /// <returns>Resource descriptors of in-toto.</returns>
    public JsonArray ToJson() =>
        new([
            .. Source(),
            .. (inputs?.Bases ?? new Dictionary<string, string>())
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => Base(pair.Key, pair.Value)),
            .. (inputs?.Parents ?? new Dictionary<string, string>())
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => Parent(pair.Key, pair.Value)),
        ]);

    private IEnumerable<JsonNode> Source()
    {
        if (variant.Source is not { } source)
        {
            yield break;
        }

        var resource = new JsonObject { ["name"] = "source", ["uri"] = $"git+{source}" };
        if (commit is not null)
        {
            resource["digest"] = new JsonObject { ["gitCommit"] = commit };
        }

        yield return resource;
    }

    // What a base was taken for is the digest of its manifest where a lock or its reference names that, else the engine's view of it.
    private JsonObject Base(string reference, string recorded)
    {
        var named = RegistryReference.TryParse(pin(reference, variant.Platforms) ?? reference);
        var resource = new JsonObject { ["name"] = reference, ["uri"] = Uri(reference) };
        if (named?.Digest is { } digest && digest == recorded)
        {
            resource["digest"] = SignedJson.Digest(digest);
        }
        else
        {
            resource["annotations"] = new JsonObject { [ContentsAnnotation] = recorded };
        }

        return resource;
    }

    private static JsonObject Parent(string reference, string fingerprint) =>
        new JsonObject
        {
            ["name"] = reference,
            ["uri"] = Uri(reference),
            ["annotations"] = new JsonObject { [ImageLabels.Fingerprint] = fingerprint },
        };

    // A package URL of the type docker.
    private static string Uri(string reference)
    {
        if (RegistryReference.TryParse(reference) is not { } named)
        {
            return $"pkg:docker/{System.Uri.EscapeDataString(reference)}";
        }

        var version = named.Digest ?? named.Tag ?? "latest";
        var address = named.Registry == "docker.io" ? "" : $"?repository_url={System.Uri.EscapeDataString(named.Registry)}";
        return $"pkg:docker/{named.Repository}@{System.Uri.EscapeDataString(version)}{address}";
    }
}
