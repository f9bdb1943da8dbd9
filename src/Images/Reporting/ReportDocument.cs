using System.Text.Json.Serialization;

namespace Images.Reporting;

/// <summary>The shape of <c>artifacts/report.json</c>. Members are only added within a schema version.</summary>
internal sealed record ReportDocument(
    int SchemaVersion,
    DateTime Started,
    double Seconds,
    bool Succeeded,
    SortedDictionary<string, int> Outcomes,
    TallyEntry Tests,
    IReadOnlyList<ImageEntry> Images,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PublishedEntry? Published
);

internal sealed record PublishedEntry(bool Complete, IReadOnlyList<PublishedRegistryEntry> Registries);

internal sealed record PublishedRegistryEntry(
    string Registry,
    string? Problem,
    long BytesSent,
    int BlobsSent,
    int BlobsMounted,
    IReadOnlyList<PublishedImageEntry> Images
);

internal sealed record PublishedImageEntry(
    string Id,
    string Repository,
    string? Digest,
    string? MediaType,
    IReadOnlyList<PublishedTagEntry> Tags
);

internal sealed record PublishedTagEntry(string Name, string Class, string Outcome, string? Reason, string? Before);

/// <summary>The shape of <c>test --json</c>.</summary>
internal sealed record TestDocument(int SchemaVersion, bool Succeeded, TallyEntry Tests, IReadOnlyList<TestedEntry> Images);

internal sealed record TallyEntry(int Passed, int Failed, int Skipped);

internal sealed record ImageEntry(
    string Id,
    string Image,
    IReadOnlyDictionary<string, string> Axes,
    IReadOnlyList<string> Platforms,
    IReadOnlyList<TagEntry> Tags,
    string Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Engine,
    string? ImageId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PublishedAs,
    long? Size,
    double Seconds,
    string Dockerfile,
    string? Log,
    FailureEntry? Failure,
    IReadOnlyList<TestEntry> Tests
)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sbom { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SortedDictionary<string, int>? Packages { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LayerEntry>? Layers { get; init; }
}

internal sealed record LayerEntry(string Made, long Size);

internal sealed record TestedEntry(string Id, string? ImageId, bool Succeeded, IReadOnlyList<TestEntry> Tests);

internal sealed record TagEntry(string Name, string Class);

internal sealed record FailureEntry(
    string Message,
    int? DockerfileLine,
    string? TemplateFile,
    int? TemplateLine,
    IReadOnlyList<string> LogTail,
    string Reproduce
);

internal sealed record TestEntry(
    string Name,
    string Outcome,
    string? Reason,
    double Seconds,
    string? File,
    int? Line,
    int? Column,
    string Output,
    string? Reproduce,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Kept,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Needs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Remembered
);

// Written only: the code that reads members one by one through the serializer would cost more time at start than the report.
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n"
)]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(TestDocument))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
