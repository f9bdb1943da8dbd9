using System.Globalization;
using Images.Definitions;
using Images.Planning.Locking;
using Images.Rendering;

namespace Images.Building.Revisions;

/// <summary>
/// What a variant is made of, tested by and called, besides its Dockerfile and its files: as texts that are equal where nothing
/// changed, wherever it was written.
/// </summary>
internal static class VariantFacets
{
    /// <summary>Lists the facets.</summary>
    /// <param name="image">The variant and its Dockerfile.</param>
    /// <param name="family">Its family.</param>
    /// <param name="locked">The family's lock.</param>
    /// <returns>Names such as <c>arg R_VERSION</c>, and values.</returns>
    public static IReadOnlyDictionary<string, string> Of(RenderedImage image, Family family, BaseLock locked)
    {
        var variant = image.Variant;
        var root = RealPath.Of(family.Root);
        var facets = new OrderedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["from"] = variant.Parent ?? variant.From.Value,
            ["platforms"] = string.Join(", ", variant.Platforms),
            ["reproducible"] = variant.Reproducible ? "true" : "false",
            ["tags"] = string.Join(", ", variant.Tags.Select(tag => tag.Name)),
            ["push"] = variant.Push is null ? "all" : string.Join(", ", variant.Push),
            ["size limit"] = variant.Limits.Size?.Value.ToString(CultureInfo.InvariantCulture) ?? "none",
            ["layers limit"] = variant.Limits.Layers?.Value.ToString(CultureInfo.InvariantCulture) ?? "none",
        };
        foreach (var (name, value) in variant.Args)
        {
            facets[$"arg {name}"] = value.Value;
        }

        foreach (var secret in variant.Secrets)
        {
            facets[$"secret {secret.Id}"] = Joined(secret.Env, Relative(root, secret.File), secret.IsRequired ? "required" : "optional");
        }

        foreach (var agent in variant.Ssh)
        {
            facets[$"ssh {agent.Id}"] = Joined(agent.Env, Relative(root, agent.Socket));
        }

        foreach (var reference in DockerfileSources.Of(image.Dockerfile))
        {
            if (locked.Pin(reference, variant.Platforms) is { } pin)
            {
                facets[$"base {reference}"] = pin[(pin.IndexOf('@', StringComparison.Ordinal) + 1)..];
            }

            if (family.Bases.TryGetValue(reference, out var recipe))
            {
                facets[$"recipe of {reference}"] = Joined(recipe.Distribution, recipe.Suite, recipe.Mirror);
            }
        }

        foreach (var test in variant.Tests)
        {
            var name = $"test '{TextProblems.Quote(test.Name)}'";
            facets[name] = facets.GetValueOrDefault(name) + Of(test, root);
        }

        return facets;
    }

    /// <summary>Names the fixtures of a variant's tests.</summary>
    /// <param name="variant">Which.</param>
    /// <param name="root">Its family's root.</param>
    /// <returns>Files and folders relative to the root, forward slashes.</returns>
    public static IEnumerable<string> Fixtures(Variant variant, string root)
    {
        var real = RealPath.Of(root);
        return variant
            .Tests.SelectMany(test => test.Mounts)
            .Select(mount => Relative(real, mount.Source)!)
            .Distinct(StringComparer.Ordinal);
    }

    private static string Of(TestDefinition test, string root) =>
        Joined([
            .. test.Run.Arguments.Prepend(test.Run.IsShell ? "shell" : "exec"),
            Of(test.Expect),
            Of(test.Stderr),
            test.Exit.ToString(CultureInfo.InvariantCulture),
            test.Timeout.ToString("c", CultureInfo.InvariantCulture),
            Of(test.Env),
            test.User,
            test.Workdir,
            test.Network,
            .. test.Mounts.Select(mount => Joined(Relative(root, mount.Source), mount.Target)),
            test.Output?.Value,
            test.Gpu ? "gpu" : null,
            test.Needs is { } needs ? Of(needs) : null,
            test.SkipReason,
        ]);

    private static string? Of(Expectation? expectation) =>
        expectation is null ? null : Joined(expectation.IsRegex ? "regex" : "text", expectation.Text);

    private static string Of(TestNeeds needs) =>
        Joined([
            needs.Why,
            needs.MemoryBytes?.ToString(CultureInfo.InvariantCulture),
            needs.Pids?.ToString(CultureInfo.InvariantCulture),
            needs.ShmBytes?.ToString(CultureInfo.InvariantCulture),
            Of(needs.Tmpfs),
            needs.WritableRoot ? "writable" : null,
            .. needs.Capabilities,
        ]);

    private static string Of(IReadOnlyDictionary<string, string> values) =>
        Joined([.. values.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { pair.Key, pair.Value })]);

    // Each with its length before it, so that no two lists give the same text; a value that is missing is another than an empty one.
    private static string Joined(params IEnumerable<string?> values) =>
        string.Concat(
            values.Select(value => value is null ? "-;" : string.Create(CultureInfo.InvariantCulture, $"{value.Length}:{value};"))
        );

    private static string? Relative(string root, string? path) =>
        path is null || !Path.IsPathRooted(path) ? path : Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
}
