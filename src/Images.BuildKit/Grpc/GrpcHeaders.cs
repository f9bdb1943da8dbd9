using System.Globalization;
using System.Net.Http.Headers;
using Images.BuildKit.Errors;

namespace Images.BuildKit.Grpc;

/// <summary>The status of a call in its headers or trailers.</summary>
internal static class GrpcHeaders
{
    public const string ContentType = "application/grpc";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Details = "grpc-status-details-bin";

    /// <summary>The error that headers or trailers tell; null for OK, and where they tell no status.</summary>
    public static GrpcStatusException? ErrorOf(HttpHeaders headers)
    {
        if (First(headers, Status) is not { } text || text == "0")
        {
            return null;
        }

        var code = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (GrpcStatusCode)number
            : GrpcStatusCode.Unknown;
        var message = PercentEncoding.Decode(First(headers, Message) ?? "");
        return new(code, message.Length == 0 ? $"the engine answered {code}" : message, First(headers, Details));
    }

    public static bool HasStatus(HttpHeaders headers) => First(headers, Status) is not null;

    private static string? First(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
