using System.Text.Json.Nodes;
using Images.Definitions;
using Images.Planning;
using Images.Registry.Contents;

namespace Images.Publishing.Attaching.Provenance;

/// <summary>
/// Says how an image was made: an in-toto statement (version 1) with a predicate of SLSA's build provenance (version 1). It holds no
/// times and nothing of the machine, so that the same image is given the same statement.
/// </summary>
internal static class BuildStatement
{
    /// <summary>The statement's media type.</summary>
    public const string Type = "application/vnd.in-toto+json";

    /// <summary>What the predicate is by.</summary>
    public const string Predicate = "https://slsa.dev/provenance/v1";

    /// <summary>How images are built here: what the external parameters mean, see docs/attachments.md.</summary>
    public const string BuildType = "urn:images:build:dockerfile:v1";

    private const string PredicateAnnotation = "in-toto.io/predicate-type";
    private const string Revision = "org.opencontainers.image.revision";

    /// <summary>Makes the statement of an image.</summary>
    /// <param name="publication">The image and its repository.</param>
    /// <param name="root">What a tag is to name.</param>
    /// <param name="labels">What the image records of itself.</param>
    /// <param name="pin">Pins the reference of an external base.</param>
    /// <param name="builder">Who builds.</param>
    /// <returns>What is attached to the image.</returns>
    public static Attachment Of(
        Publication publication,
        Descriptor root,
        IReadOnlyDictionary<string, string> labels,
        Func<string, IReadOnlyList<string>, string?> pin,
        string builder
    )
    {
        var repository = publication.Repository;
        var rendered = publication.Image.Planned.Rendered;
        var inputs = RecordedInputs.Parse(labels.GetValueOrDefault(ImageLabels.Inputs));
        var resolved = new ResolvedDependencies(rendered.Variant, inputs, labels.GetValueOrDefault(Revision), pin);
        var statement = new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(
                new JsonObject { ["name"] = $"{repository.Registry}/{repository.Repository}", ["digest"] = SignedJson.Digest(root.Digest) }
            ),
            ["predicateType"] = Predicate,
            ["predicate"] = new JsonObject
            {
                ["buildDefinition"] = new JsonObject
                {
                    ["buildType"] = BuildType,
                    ["externalParameters"] = Parameters(rendered.Variant, rendered.Path, rendered.TemplatePath, inputs),
                    ["internalParameters"] = Internal(labels),
                    ["resolvedDependencies"] = resolved.ToJson(),
                },
                ["runDetails"] = new JsonObject { ["builder"] = new JsonObject { ["id"] = builder } },
            },
        };
        return new Attachment(root, Type, SignedJson.Write(statement)) { Annotations = [new(PredicateAnnotation, Predicate)] };
    }

    private static JsonObject Internal(IReadOnlyDictionary<string, string> labels) =>
        labels.TryGetValue(ImageLabels.Fingerprint, out var fingerprint) ? new JsonObject { ["fingerprint"] = fingerprint } : [];

    // Secrets are mounted, never arguments; what the image records of its arguments is in it for all to read.
    private static JsonObject Parameters(Variant variant, string dockerfile, string template, RecordedInputs? inputs)
    {
        var arguments = inputs?.Args ?? variant.Args.ToDictionary(pair => pair.Key, pair => pair.Value.Value, StringComparer.Ordinal);
        return new JsonObject
        {
            ["variant"] = variant.Id,
            ["dockerfile"] = dockerfile,
            ["template"] = template,
            ["args"] = new JsonObject(
                arguments
                    .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))
            ),
            ["platforms"] = new JsonArray([.. variant.Platforms.Select(platform => (JsonNode)platform)]),
        };
    }
}
