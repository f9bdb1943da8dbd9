using System.Globalization;
using Images.Building;
using Images.Definitions;
using Images.Rendering;

namespace Images.Releasing.Pages;

/// <summary>What the template of an image's page sees; docs/releasing.md lists it. Nothing in it changes but with the definitions.</summary>
internal static class PageModel
{
    /// <summary>Makes it.</summary>
    /// <param name="family">The family.</param>
    /// <param name="image">The image.</param>
    /// <param name="about">A text by hand, in Markdown; null for none.</param>
    /// <returns>Names and values.</returns>
    public static IReadOnlyDictionary<string, object?> Of(Family family, ImageDefinition image, string? about)
    {
        var newest = Newest(image);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["image"] = image.Name,
            ["description"] = newest.Description?.Value,
            ["about"] = about,
            ["licenses"] = newest.Licenses?.Value,
            ["source"] = newest.Source,
            ["repository"] = ImageReferences.Repository(family, image.Name),
            ["published"] = newest.Push is not [],
            ["newest"] = ImageReferences.Of(family, newest),
            ["command"] = Command(newest),
            ["variants"] = image.Variants.Select(variant => Variant(family, variant)).ToList(),
            ["has_support"] = image.Variants.Any(variant => variant.EndOfLife is not null),
            ["has_limit"] = image.Variants.Any(variant => variant.Limits.Size is not null),
            ["parent"] = newest.Parent is { } parent ? parent.Split(':')[0] : null,
            ["env"] = Pairs(newest.Env),
            ["apt"] = Names(image, variant => variant.Apt),
            ["pip"] = Names(image, variant => variant.Pip),
            ["r"] = Names(image, variant => variant.R),
            ["expose"] = Texts(newest.Expose),
            ["volumes"] = Texts(newest.Volumes),
            ["user"] = newest.User?.Value,
            ["workdir"] = newest.Workdir?.Value,
            ["entrypoint"] = Words(newest.Entrypoint),
            ["cmd"] = Words(newest.Cmd),
            ["tests"] = newest
                .Tests.Where(test => test.Location.File.Contains($"images/{image.Name}/", StringComparison.Ordinal))
                .Select(test => test.Name)
                .Distinct(StringComparer.Ordinal)
                .ToList<object?>(),
        };
    }

    // What people get who name no tag, or claims the moving tags, else the highest version.
    private static Variant Newest(ImageDefinition image) =>
        image
            .Variants.OrderByDescending(variant => variant.Tags.Any(tag => tag.Name == "latest"))
            .ThenByDescending(variant => variant.Tags.Count(tag => tag.Class == TagClass.Moving))
            .ThenByDescending(variant => variant.Id, VersionOrder.Comparer)
            .First();

    private static Dictionary<string, object?> Variant(Family family, Variant variant)
    {
        var path = $"images/{variant.Image}/{variant.FolderName}/Dockerfile";
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = variant.Id,
            ["reference"] = ImageReferences.Of(family, variant),
            ["tags"] = variant.Tags.Select(tag => tag.Name).ToList<object?>(),
            // Registries show the page too, where only an address leads to the file.
            ["dockerfile"] = variant.Source is { } source ? $"{source.TrimEnd('/')}/blob/HEAD/{path}" : $"{variant.FolderName}/Dockerfile",
            ["from"] = variant.Parent ?? variant.From.Value,
            ["platforms"] = variant.Platforms.ToList<object?>(),
            ["support"] = variant.EndOfLife?.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["limit"] = variant.Limits.Size is { } size ? Quantity.Bytes(size.Value) : null,
        };
    }

    private static List<Dictionary<string, object?>> Pairs(IReadOnlyDictionary<string, Located<string>> values) =>
        [
            .. values
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["name"] = entry.Key,
                    ["value"] = entry.Value.Value,
                }),
        ];

    private static List<object?> Names(ImageDefinition image, Func<Variant, IReadOnlyList<Located<string>>> list) =>
        [.. image.Variants.SelectMany(list).Select(item => item.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static List<object?> Texts(IReadOnlyList<Located<string>> items) => [.. items.Select(item => item.Value)];

    private static string? Words(CommandLine? command) =>
        command is not { Arguments: { Count: > 0 } words } ? null
        : command.IsShell ? words[0]
        : string.Join(' ', words.Select(Quoting.ShellWord));

    // How it is begun: with a terminal where a shell or nothing at all is its command.
    private static string Command(Variant variant)
    {
        var words = new List<string> { "docker run --rm" };
        if (variant.Cmd is { Arguments: [.., "bash" or "sh" or "/bin/bash" or "/bin/sh" or "R" or "python3"] })
        {
            words.Add("-it");
        }

        words.AddRange(
            variant
                .Expose.Where(port => !port.Value.Contains('-', StringComparison.Ordinal))
                .Select(port => $"-p {port.Value.Split('/')[0]}:{port.Value}")
        );
        return string.Join(' ', words);
    }
}
