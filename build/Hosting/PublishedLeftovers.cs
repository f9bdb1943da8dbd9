using Images.Building;
using Images.Building.Placement;
using Images.Publishing;
using Images.Publishing.Cleaning;
using Images.Publishing.Guarding;
using Images.Registry.References;

namespace Images.Build.Hosting;

/// <summary>What <c>clean --published</c> finds in the repositories of the family's images, and in the one of images under way.</summary>
internal static class PublishedLeftovers
{
    /// <summary>Lists what would be removed.</summary>
    /// <param name="context">Knows the family and its registries.</param>
    /// <returns>One line a tag, and one a repository.</returns>
    /// <exception cref="Registry.Errors.RegistryException">A registry cannot be asked.</exception>
    public static async Task<IReadOnlyList<string>> ListAsync(BuildContext context)
    {
        using var client = context.OpenRegistries();
        var lines = new List<string>();
        foreach (var tags in await LookAsync(context, Cleaner(context, client)))
        {
            lines.AddRange(tags.Obsolete.Select(tag => $"tag {Words(tags, tag)}"));
            lines.Add(Sentence(tags, tags.Obsolete.Count(), "to be removed"));
        }

        return lines.Count > 0 ? lines : ["nothing was published"];
    }

    /// <summary>Removes it, and says what was removed.</summary>
    /// <param name="context">Knows the family and its registries.</param>
    /// <returns>When done.</returns>
    /// <exception cref="Registry.Errors.RegistryException">A registry cannot be asked.</exception>
    /// <exception cref="RunFailedException">A registry keeps a tag that it should not.</exception>
    public static async Task RemoveAsync(BuildContext context)
    {
        using var client = context.OpenRegistries();
        var cleaner = Cleaner(context, client);
        var kept = 0;
        foreach (var tags in await LookAsync(context, cleaner))
        {
            var removed = 0;
            foreach (var tag in tags.Obsolete)
            {
                if (await cleaner.RemoveAsync(tags, tag, context.Cancellation) is { } why)
                {
                    kept++;
                    context.Output.Note($"kept {Words(tags, tag)}, but: {why}");
                    continue;
                }

                removed++;
                await context.Output.Results.WriteLineAsync($"removed {Words(tags, tag)}");
            }

            await context.Output.Results.WriteLineAsync(Sentence(tags, removed, "removed"));
        }

        if (kept > 0)
        {
            throw new RunFailedException(
                $"{Amount.Count(kept, "tag")} could not be removed; see the lines above, and remove by hand what is in the way"
            );
        }
    }

    private static PublishedCleaner Cleaner(BuildContext context, Registry.RegistryClient client) =>
        new(
            client,
            new PublishedTags(client, PublishFiles.Of(context.Settings.Root).Memory),
            context.Plan.Family.Variants.Select(variant => variant.Id).ToHashSet(StringComparer.Ordinal),
            context.Settings.AllowOverwrite
        );

    private static async Task<IReadOnlyList<RepositoryTags>> LookAsync(BuildContext context, PublishedCleaner cleaner)
    {
        var family = context.Plan.Family;
        var wanted = Publications
            .TagsOf([.. family.Variants], context.Registries)
            .GroupBy(tag => tag with { Tag = null })
            .ToDictionary(tags => tags.Key, tags => tags.Select(tag => tag.Tag!).ToHashSet(StringComparer.Ordinal));
        var exchange = $"{(context.Settings.Exchange ?? context.Registries[0]).TrimEnd('/')}/{ExchangeNames.Repository}";
        var repositories = context
            .Registries.SelectMany(registry => family.Images.Select(image => $"{registry.TrimEnd('/')}/{image.Name}"))
            .Append(exchange)
            .Select(name => RegistryReference.Parse(name) with { Tag = null });
        var looked = new List<RepositoryTags>();
        foreach (var repository in repositories)
        {
            var tags = await cleaner.LookAsync(repository, wanted.GetValueOrDefault(repository) ?? [], context.Cancellation);
            if (tags.Tags.Count > 0)
            {
                looked.Add(tags);
            }
        }

        return looked;
    }

    private static string Words(RepositoryTags tags, CheckedTag tag) =>
        $"{tags.Repository.WithTag(tag.Name)} ({Amount.ShortDigest(tag.Digest)}): {tag.Why}";

    private static string Sentence(RepositoryTags tags, int obsolete, string what)
    {
        string[] kinds =
        [
            .. tags.Count(TagFate.Foreign) is > 0 and var foreign ? [$"{foreign} not made for it by this program"] : Array.Empty<string>(),
            .. tags.Count(TagFate.Gone) is > 0 and var gone
                ? [$"{gone} of variants that are gone, which --allow-overwrite takes away"]
                : Array.Empty<string>(),
        ];
        var apart = kinds is [] ? "" : $" ({string.Join("; ", kinds)})";
        return $"{tags.Repository}: {Amount.Count(tags.Tags.Count, "tag")}, {obsolete} {what}, {tags.Tags.Count - obsolete} kept{apart}";
    }
}
