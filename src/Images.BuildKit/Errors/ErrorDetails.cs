using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;
using Images.BuildKit.Grpc;
using Images.BuildKit.Wire;

namespace Images.BuildKit.Errors;

/// <summary>What an engine adds to an error: the failing vertex and the places in the Dockerfile.</summary>
internal sealed record ErrorDetails(string? VertexDigest, IReadOnlyList<SourceRange> Sources)
{
    public static ErrorDetails None { get; } = new(null, []);

    /// <summary>
    /// Reads <c>grpc-status-details-bin</c>: base64, usually without padding, of google.rpc.Status with details in JSON.
    /// Details are extra: what cannot be read is left out.
    /// </summary>
    public static ErrorDetails Parse(string? header)
    {
        try
        {
            return Decode(header) is { } status ? FromStatus(status) : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    /// <summary>An error in the form in which it can be sent back, with its details where it has any that can be read.</summary>
    public static RpcStatus StatusOf(GrpcStatusException error) =>
        Decode(error.Details) ?? new RpcStatus { Code = (int)error.Code, Message = error.Message };

    private static RpcStatus? Decode(string? header)
    {
        if (string.IsNullOrEmpty(header))
        {
            return null;
        }

        try
        {
            return RpcStatus.Parser.ParseFrom(Convert.FromBase64String(header.PadRight((header.Length + 3) / 4 * 4, '=')));
        }
        catch (Exception e) when (e is FormatException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static ErrorDetails FromStatus(RpcStatus status)
    {
        string? vertex = null;
        var sources = new List<SourceRange>();
        foreach (var detail in status.Details)
        {
            var kind = detail.TypeUrl[(detail.TypeUrl.LastIndexOf('/') + 1)..];
            if (kind == "errdefs.Vertex+json")
            {
                vertex = JsonSerializer.Deserialize(detail.Value.Span, ErrorDetailsJson.Default.VertexDetail)?.Digest;
            }
            else if (kind == "errdefs.Source+json")
            {
                var source = JsonSerializer.Deserialize(detail.Value.Span, ErrorDetailsJson.Default.SourceDetail);
                sources.AddRange(
                    from range in source?.Ranges ?? []
                    select new SourceRange(
                        source?.Info?.FileName ?? "",
                        range.Start?.Line ?? 0,
                        Math.Max(range.Start?.Line ?? 0, range.End?.Line ?? 0)
                    )
                );
            }
        }

        return new(vertex, SourceRange.Merge(sources));
    }
}

internal sealed record VertexDetail([property: JsonPropertyName("digest")] string? Digest);

internal sealed record SourceDetail(
    [property: JsonPropertyName("info")] SourceDetailInfo? Info,
    [property: JsonPropertyName("ranges")] IReadOnlyList<SourceDetailRange>? Ranges
);

internal sealed record SourceDetailInfo([property: JsonPropertyName("filename")] string? FileName);

internal sealed record SourceDetailRange(
    [property: JsonPropertyName("start")] SourceDetailPosition? Start,
    [property: JsonPropertyName("end")] SourceDetailPosition? End
);

internal sealed record SourceDetailPosition([property: JsonPropertyName("line")] int Line);

[JsonSerializable(typeof(VertexDetail))]
[JsonSerializable(typeof(SourceDetail))]
internal sealed partial class ErrorDetailsJson : JsonSerializerContext;
