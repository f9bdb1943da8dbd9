using System.Text;
using Images.BuildKit;
using Images.BuildKit.Builds;
using Images.BuildKit.Errors;
using Images.BuildKit.Frontends;
using Images.Engines;
using Images.Rendering;
using Images.Rendering.Linting;

namespace Images.Building;

/// <summary>Has BuildKit's own checks look at rendered Dockerfiles. No image is pulled or built: every base is taken as an empty one.</summary>
/// <param name="client">The engine's BuildKit.</param>
/// <param name="jobs">How many Dockerfiles at once.</param>
public sealed class FrontendChecks(BuildKitClient client, int jobs)
{
    private const string EmptyBase = "scratch";

    // What these say depends on the base, which the checks do not see here.
    private static readonly string[] OfTheBase = ["UndefinedVar", "InvalidBaseImagePlatform"];

    /// <summary>Checks Dockerfiles.</summary>
    /// <param name="images">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The findings, in the order of the images and then of the lines; null when the engine has no such checks.</returns>
    /// <exception cref="BuildKitException">The engine broke off, or refused a Dockerfile.</exception>
    public async Task<IReadOnlyList<LintFinding>?> CheckAsync(IReadOnlyList<RenderedImage> images, CancellationToken cancellationToken)
    {
        if (!(await client.GetFrontendFeaturesAsync(cancellationToken)).HasLint)
        {
            return null;
        }

        var found = new IReadOnlyList<LintFinding>[images.Count];
        await Parallel.ForAsync(
            0,
            images.Count,
            new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellationToken },
            async (index, stop) => found[index] = await CheckAsync(images[index], stop)
        );
        return [.. found.SelectMany(findings => findings)];
    }

    private async Task<IReadOnlyList<LintFinding>> CheckAsync(RenderedImage image, CancellationToken cancellationToken)
    {
        var request = new BuildRequest
        {
            Dockerfile = Encoding.UTF8.GetBytes(OnEmptyBases(image.Dockerfile)),
            Args = image.Variant.Args.ToDictionary(arg => arg.Key, arg => arg.Value.Value, StringComparer.Ordinal),
        };
        var report = await client.LintAsync(request, cancellationToken);
        return
        [
            .. report
                .Warnings.Where(warning => !OfTheBase.Contains(warning.Rule, StringComparer.Ordinal))
                .Select(warning => Finding(image, warning))
                .Distinct()
                .OrderBy(finding => finding.Line),
        ];
    }

    private static string OnEmptyBases(string dockerfile)
    {
        var external = DockerfileSources.Of(dockerfile);
        var bases = DockerfileParser
            .Parse(dockerfile)
            .Where(instruction => instruction.Keyword == "FROM")
            .SelectMany(DockerfileSources.In)
            .Where(reference => external.Contains(reference, StringComparer.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(reference => reference, _ => EmptyBase, StringComparer.Ordinal);
        return ParentBinding.Bind(dockerfile, bases);
    }

    private static LintFinding Finding(RenderedImage image, LintWarning warning)
    {
        var line = Math.Clamp(warning.Sources is [var source, ..] ? source.StartLine : 1, 1, image.Lines.Count);
        var origin = image.Lines[line - 1];
        return new LintFinding(warning.Rule, ContainerText.HarmlessLine(warning.Message), image.Path, line, origin.File, origin.Line);
    }
}
