using System.Text.Json;
using Images.Definitions;
using Images.Publishing;
using Images.Publishing.Guarding;

namespace Images.Build.Hosting;

/// <summary>Which images a run published took the place of others.</summary>
/// <param name="Before">By variant, the digest that its version's tags named before.</param>
/// <param name="New">The variants of which no version's tag was there before.</param>
internal sealed record PublishedDigests(IReadOnlyDictionary<string, string> Before, IReadOnlySet<string> New)
{
    private const string Put = "put";
    private const string Version = "version";

    /// <summary>Takes them from what came of publishing.</summary>
    /// <param name="published">What came of it.</param>
    /// <returns>Those of the first registry.</returns>
    public static PublishedDigests Of(PublishResult published) =>
        From(
            published
                .Registries[0]
                .Images.SelectMany(image => image.Tags, (image, tag) => (image.Publication.Variant.Id, tag))
                .Where(entry => entry.tag is { Action: TagAction.Put, Tag.Class: TagClass.Version })
                .Select(entry => (entry.Id, entry.tag.Current?.Digest))
        );

    /// <summary>Reads them from the report of the last run.</summary>
    /// <param name="root">The family's root.</param>
    /// <returns>Nothing where it did not publish.</returns>
    public static PublishedDigests Read(string root)
    {
        try
        {
            using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, "artifacts", "report.json")));
            return report.RootElement.TryGetProperty("published", out var published)
                ? From([.. published.GetProperty("registries").EnumerateArray().Take(1).SelectMany(Entries)])
                : From([]);
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return From([]);
        }
    }

    private static IEnumerable<(string Id, string? Digest)> Entries(JsonElement registry) =>
        from image in registry.GetProperty("images").EnumerateArray()
        from tag in image.GetProperty("tags").EnumerateArray()
        where tag.GetProperty("outcome").GetString() == Put && tag.GetProperty("class").GetString() == Version
        select (image.GetProperty("id").GetString()!, tag.GetProperty("before").GetString());

    private static PublishedDigests From(IEnumerable<(string Id, string? Digest)> entries)
    {
        // A new version of an image that has no axes takes the place of the one that its other tags named.
        var groups = entries
            .GroupBy(entry => entry.Id, StringComparer.Ordinal)
            .Select(group => group.OrderBy(entry => entry.Digest is null).First())
            .ToList();
        return new PublishedDigests(
            groups.Where(entry => entry.Digest is not null).ToDictionary(entry => entry.Id, entry => entry.Digest!, StringComparer.Ordinal),
            groups.Where(entry => entry.Digest is null).Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal)
        );
    }
}
