using Images.Registry.References;

namespace Images.Registry.Requests;

/// <summary>What registries say in headers.</summary>
internal static class AnswerHeaders
{
    /// <summary>The media type; null where none is named.</summary>
    public static string? TypeOf(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType;

    /// <summary>The digest of what is answered or was taken; null where none is named.</summary>
    public static string? DigestOf(HttpResponseMessage response) =>
        ContentDigest.IsDigest(TextOf(response, "Docker-Content-Digest")) ? TextOf(response, "Docker-Content-Digest") : null;

    /// <summary>The first value of a header; null where there is none.</summary>
    public static string? TextOf(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
