using System.Text.Json;

namespace Octokit;

public class ApiError
{
    public ApiError() { }

    public ApiError(string message) => Message = message;

    public ApiError(string message, string documentationUrl, IReadOnlyList<ApiErrorDetail> errors)
    {
        Message = message;
        DocumentationUrl = documentationUrl;
        Errors = errors;
    }

    public string Message { get; }

    public string DocumentationUrl { get; }

    public IReadOnlyList<ApiErrorDetail> Errors { get; }

    /// <summary>What a refusal's body says: its members where it is an object in JSON, else the body itself.</summary>
    internal static ApiError Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body ?? "");
            var json = document.RootElement;
            return json.ValueKind == JsonValueKind.Object
                ? new ApiError(json.Text("message"), json.Text("documentation_url"), json.List("errors", ApiErrorDetail.Read))
                : new ApiError(body);
        }
        catch (JsonException)
        {
            return new ApiError(body);
        }
    }
}
