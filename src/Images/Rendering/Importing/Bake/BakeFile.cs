using Images.Definitions;
using Images.Rendering.Importing.Hcl;

namespace Images.Rendering.Importing.Bake;

/// <summary>Reads the targets of <c>docker-bake.hcl</c> or <c>docker-bake.json</c>.</summary>
internal static class BakeFile
{
    private static readonly string[] BlockTypes = ["variable", "function", "group", "target"];

    /// <summary>Reads every target that somebody could build.</summary>
    /// <param name="file">The file's name, for errors; one that ends in <c>.json</c> is JSON.</param>
    /// <param name="text">The text.</param>
    /// <param name="environment">Gets a variable of the environment, which replaces one of the file, or null.</param>
    /// <returns>The targets in their order, without those that are only inherited from.</returns>
    /// <exception cref="ImportException">The file cannot be used.</exception>
    public static IReadOnlyList<BakeTarget> Read(string file, string text, Func<string, string?> environment)
    {
        var body = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? HclJson.Parse(file, text, BlockTypes)
            : HclParser.Parse(file, text);
        if (body.Blocks.FirstOrDefault(block => !BlockTypes.Contains(block.Type)) is { } other)
        {
            throw new ImportException(
                other.Location,
                $"a bake file has no block '{other.Type}'{NearNames.Hint(other.Type, BlockTypes)}; take it out"
            );
        }

        var targets = body.Blocks.Where(block => block.Type == "target").ToList();
        if (targets.Count == 0)
        {
            throw new ImportException(file, "there is no target in it; add one");
        }

        var unnamed = targets.Find(block => block.Labels.Count != 1);
        return unnamed is null
            ? BakeTargets.Of(Merged(targets), BakeScope.Of(body, environment))
            : throw new ImportException(unnamed.Location, "a target has one name: target \"NAME\" { ... }");
    }

    // A target that stands there twice is one: what the later one says counts.
    private static List<HclBlock> Merged(IEnumerable<HclBlock> targets) =>
        [
            .. targets
                .GroupBy(block => block.Labels[0], StringComparer.Ordinal)
                .Select(same =>
                    same.Aggregate(
                        (first, second) =>
                            first with
                            {
                                Body = new(
                                    [
                                        .. first.Body.Attributes.Where(attribute => second.Body.Attribute(attribute.Name) is null),
                                        .. second.Body.Attributes,
                                    ],
                                    []
                                ),
                            }
                    )
                ),
        ];
}
