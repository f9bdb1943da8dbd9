using System.Globalization;
using Images.Building;
using Images.Definitions;
using Images.Publishing;
using Images.Publishing.Guarding;

namespace Images.Reporting;

/// <summary>What a run prints of its publishing: a table for each registry, then one sentence.</summary>
public static class PublishText
{
    private const int CollapseAbove = 40;

    /// <summary>Writes the text.</summary>
    /// <param name="result">What came of it.</param>
    /// <returns>Lines without line ends.</returns>
    public static IEnumerable<string> Lines(PublishResult result)
    {
        foreach (var registry in result.Registries)
        {
            var shown = registry.Images.Where(image => registry.Images.Count <= CollapseAbove || !IsUnchanged(image)).ToList();
            if (shown.Count > 0)
            {
                yield return $"{registry.Registry}:";
            }

            var width = shown.Select(image => image.Publication.Variant.Id.Length).DefaultIfEmpty().Max();
            foreach (var image in shown)
            {
                var tags = string.Join(", ", image.Publication.Tags.Select(tag => Word(image, tag)));
                yield return $"  {image.Publication.Variant.Id.PadRight(width)}  {Amount.ShortDigest(image.Image?.Digest), -12}  {tags}";
            }
        }

        foreach (var omission in result.Omitted)
        {
            yield return omission.Sentence;
        }

        foreach (var registry in result.Registries.Where(registry => registry.Problem is not null))
        {
            yield return $"not complete: {registry.Registry}: {registry.Problem}";
        }

        yield return Sentence(result);
    }

    /// <summary>Puts it into one sentence.</summary>
    /// <param name="result">What came of it.</param>
    /// <returns>One line.</returns>
    public static string Sentence(PublishResult result)
    {
        var registries = result.Registries;
        var images = registries.SelectMany(registry => registry.Images).Select(image => image.Publication.Variant.Id).Distinct().Count();
        if (images == 0)
        {
            return "Nothing was published.";
        }

        var what = $"{Amount.Count(images, "image")} in {Amount.Count(registries.Count, "registry", "registries")}";
        if (result is { IsComplete: true, IsUnchanged: true })
        {
            return $"{what}: published already, nothing was changed.";
        }

        var tags = registries.SelectMany(registry => registry.Images).SelectMany(image => image.Tags).ToLookup(tag => tag.Action);
        var sent = registries.Select(registry => registry.Sent).ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(result.IsComplete ? "Published" : "Published in part")}: {what}; {Amount.Count(tags[TagAction.Put].Count(), "tag")} put, {tags[TagAction.Unchanged].Count()} unchanged{Kept(tags[TagAction.Newer].Count())}; {Quantity.Bytes(sent.Sum(tally => tally.Bytes))} sent in {Amount.Count(sent.Sum(tally => tally.Sent), "blob")}, {sent.Sum(tally => tally.Mounted)} mounted, {sent.Sum(tally => tally.Existed)} there already."
        );
    }

    private static bool IsUnchanged(PublicationResult image) => image.Tags.All(tag => tag.Action == TagAction.Unchanged);

    private static string Kept(int count) =>
        count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {count} left on newer images");

    private static string Word(PublicationResult image, Tag tag) =>
        image.Tags.FirstOrDefault(decision => decision.Tag == tag) switch
        {
            null => $"{tag.Name} (not put)",
            { Action: TagAction.Unchanged } => $"{tag.Name} (unchanged)",
            { Action: TagAction.Put, Current: null } => $"{tag.Name} (new)",
            { Action: TagAction.Put, Reason: { } from } => $"{tag.Name} (moved {from})",
            { Reason: { } why } => $"{tag.Name} ({why})",
            _ => tag.Name,
        };
}
