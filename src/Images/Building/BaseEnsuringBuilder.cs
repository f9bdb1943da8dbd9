using Docker.DotNet;
using Images.Definitions;
using Images.Engines;
using Images.Planning;
using Images.Rendering;

namespace Images.Building;

/// <summary>
/// Sees to it that the external bases of an image are on the engine before it is built, and that an engine that breaks off fails
/// that image only.
/// </summary>
/// <param name="inner">Builds the image.</param>
/// <param name="bases">Finds, pulls or makes a base.</param>
/// <param name="family">Knows how bases are made.</param>
public sealed class BaseEnsuringBuilder(IImageBuilder inner, IBaseImages bases, Family family) : IImageBuilder
{
    /// <inheritdoc/>
    public async Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
    {
        var image = build.Image;
        foreach (var reference in build.ExternalReferences.Where(reference => !build.Bases.ContainsKey(reference)))
        {
            try
            {
                await bases.EnsureAsync(
                    build.Pins.GetValueOrDefault(reference, reference),
                    family.Bases.GetValueOrDefault(reference),
                    cancellationToken
                );
            }
            catch (EngineException error)
            {
                return Without(image, reference, error);
            }
        }

        try
        {
            return await inner.BuildAsync(build, progress, cancellationToken);
        }
        catch (Exception error) when (error is DockerApiException or HttpRequestException or IOException)
        {
            var message = $"the engine broke off: {ContainerText.HarmlessLine(error.Message)}; see that it runs, with 'doctor'";
            return Failed(image, FailureReport.At(image, message, null, []));
        }
    }

    /// <summary>Says what becomes of an image whose external base cannot be got.</summary>
    internal static BuiltImage Without(PlannedImage image, string reference, EngineException error)
    {
        var failed = Failed(image, FailureReport.At(image, error.Message, LineOf(image.Rendered, reference), []));
        return error is BaseMissingException && image.Rendered.Variant.SkipsWithoutBase
            ? failed with
            {
                Outcome = BuildOutcome.Skipped,
            }
            : failed;
    }

    private static BuiltImage Failed(PlannedImage image, BuildFailure failure) =>
        new(image, BuildOutcome.Failed, null, null, TimeSpan.Zero, failure, null);

    /// <summary>Finds the line of a Dockerfile that names a reference first.</summary>
    private static int? LineOf(RenderedImage rendered, string reference) =>
        DockerfileParser
            .Parse(rendered.Dockerfile)
            .FirstOrDefault(instruction => DockerfileSources.In(instruction).Contains(reference, StringComparer.Ordinal))
            ?.FirstLine;
}
