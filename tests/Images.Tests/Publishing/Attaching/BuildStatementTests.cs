using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Images.Building;
using Images.Planning;
using Images.Publishing;
using Images.Publishing.Attaching.Provenance;
using Images.Registry.Contents;
using Images.Registry.References;
using Images.Rendering;

namespace Images.Tests.Publishing.Attaching;

public sealed class BuildStatementTests
{
    private const string Hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // https://slsa.dev/spec/v1.0/provenance and https://github.com/in-toto/attestation/blob/main/spec/v1/resource_descriptor.md
    private static readonly Dictionary<string, (string[] Required, string[] Optional)> Fields = new(StringComparer.Ordinal)
    {
        [""] = (["_type", "subject", "predicateType", "predicate"], []),
        ["subject"] = (["digest"], ["name", "uri", "content", "downloadLocation", "mediaType", "annotations"]),
        ["predicate"] = (["buildDefinition", "runDetails"], []),
        ["predicate.buildDefinition"] = (["buildType", "externalParameters"], ["internalParameters", "resolvedDependencies"]),
        ["predicate.buildDefinition.resolvedDependencies"] = (
            [],
            ["uri", "digest", "name", "downloadLocation", "mediaType", "content", "annotations"]
        ),
        ["predicate.runDetails"] = (["builder"], ["metadata", "byproducts"]),
        ["predicate.runDetails.builder"] = (["id"], ["builderDependencies", "version"]),
        ["predicate.runDetails.metadata"] = ([], ["invocationId", "startedOn", "finishedOn"]),
    };

    [Fact]
    public void The_statement_says_what_the_image_was_made_from()
    {
        var attachment = Make(Labels());

        Golden.Verify(JsonNode.Parse(attachment.Content)!.ToJsonString(Indented) + "\n", "provenance.json");
        Golden.Verify(Encoding.UTF8.GetString(attachment.ToManifest().Bytes.Span) + "\n", "referrer.json");
        Assert.Equal(attachment.Content, Make(Labels()).Content);
    }

    [Fact]
    public void Of_an_image_that_records_nothing_only_what_is_sure_is_said()
    {
        var statement = JsonNode.Parse(Make([]).Content)!;

        var definition = statement["predicate"]!["buildDefinition"]!;
        var source = Assert.Single(definition["resolvedDependencies"]!.AsArray())!;
        Assert.Equal("git+https://github.com/acme/images", source["uri"]!.GetValue<string>());
        Assert.Null(source["digest"]);
        Assert.Equal("{}", definition["internalParameters"]!.ToJsonString());
    }

    [Fact]
    public void The_statement_has_the_members_that_SLSA_knows_and_no_others()
    {
        foreach (var labels in new[] { Labels(), [] })
        {
            var statement = JsonNode.Parse(Make(labels).Content)!.AsObject();
            Require(statement, "");
            Assert.Equal("https://in-toto.io/Statement/v1", statement["_type"]!.GetValue<string>());
            Assert.Equal("https://slsa.dev/provenance/v1", statement["predicateType"]!.GetValue<string>());
            var definition = statement["predicate"]!["buildDefinition"]!;
            foreach (var uri in new[] { definition["buildType"]!, statement["predicate"]!["runDetails"]!["builder"]!["id"]! })
            {
                Assert.True(Uri.TryCreate(uri.GetValue<string>(), UriKind.Absolute, out _), uri.ToJsonString());
            }

            foreach (var resource in definition["resolvedDependencies"]!.AsArray())
            {
                Assert.True(Uri.TryCreate(resource!["uri"]!.GetValue<string>(), UriKind.Absolute, out _), resource.ToJsonString());
            }
        }
    }

    private static void Require(JsonObject found, string path)
    {
        if (!Fields.TryGetValue(path, out var fields))
        {
            return;
        }

        Assert.Empty(fields.Required.Except(found.Select(member => member.Key)));
        Assert.Empty(found.Select(member => member.Key).Except(fields.Required.Concat(fields.Optional)));
        foreach (var (name, value) in found)
        {
            var below = path.Length == 0 ? name : $"{path}.{name}";
            foreach (
                var child in value is JsonArray array ? array.OfType<JsonObject>()
                : value is JsonObject one ? [one]
                : []
            )
            {
                Require(child, below);
            }
        }
    }

    private static Images.Publishing.Attaching.Attachment Make(Dictionary<string, string> labels)
    {
        var variant = BareVariant.Named("r-ver") with { Id = "r-ver:4.6.1", Source = "https://github.com/acme/images" };
        var rendered = new RenderedImage(variant, "FROM x\n", "images/r-ver/4.6.1/Dockerfile", "templates/r-ver.Dockerfile.sbn", []);
        var image = new BuiltImage(new PlannedImage(rendered, []), BuildOutcome.Built, $"sha256:{Hex}", 1, TimeSpan.Zero, null, null);
        var publication = new Publication(image, "ghcr.io/acme", RegistryReference.Parse("ghcr.io/acme/r-ver"), []);
        return BuildStatement.Of(
            publication,
            new Descriptor(MediaTypes.OciIndex, $"sha256:{Hex}", 700),
            labels,
            (reference, _) => reference == "debian:12" ? $"debian:12@sha256:{Hex}" : null,
            "https://github.com/acme/images/.github/workflows/images.yml@refs/heads/main"
        );
    }

    private static Dictionary<string, string> Labels() =>
        new()
        {
            ["org.opencontainers.image.revision"] = "90dfadc8a09d1db063036b4ebbb52c9b35ec275e",
            [ImageLabels.Fingerprint] = $"sha256:{Hex}",
            [ImageLabels.Inputs] = new RecordedInputs
            {
                Instructions = ["FROM debian:12"],
                Text = "0123",
                Args = new Dictionary<string, string> { ["R_VERSION"] = "4.6.1", ["CRAN"] = "https://cran.example/<x>&y" },
                Platforms = ["linux/amd64"],
                Parents = new Dictionary<string, string> { ["ghcr.io/acme/base:1"] = $"sha256:{Hex}" },
                Bases = new Dictionary<string, string> { ["debian:12"] = $"sha256:{Hex}", ["busybox"] = Hex },
                Files = new Dictionary<string, string>(),
            }.ToJson(),
        };
}
