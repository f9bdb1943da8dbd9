using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using Images.BuildKit.Contexts;
using Images.BuildKit.Errors;
using Images.Engines;
using Images.Planning;
using Images.Rendering;

namespace Images.Building;

/// <summary>Builds images with the classic endpoint, on engines that have no BuildKit.</summary>
/// <param name="engine">The engine's image calls.</param>
/// <param name="store">The same engine's images.</param>
/// <param name="abilities">What the engine's builder can do.</param>
/// <param name="options">How to build.</param>
/// <param name="time">The clock.</param>
public sealed class ClassicImageBuilder(
    IImageOperations engine,
    IImageStore store,
    ClassicAbilities abilities,
    ImageOptions options,
    TimeProvider time
) : IImageBuilder
{
    // Never a name of the user's: the file lies beside theirs while the engine builds.
    private const string DockerfileName = ".dockerfile.images";

    /// <inheritdoc/>
    public async Task<BuiltImage> BuildAsync(ImageBuild build, IProgress<ImageEvent> progress, CancellationToken cancellationToken)
    {
        var image = build.Image;
        var started = time.GetTimestamp();
        var variant = image.Rendered.Variant;
        var log = ImageOptions.LogFile(variant);
        if (abilities.Missing(image.Rendered.Dockerfile) is { } missing)
        {
            return Failed(FailureReport.At(image, missing.Message, missing.Line, []));
        }

        var name = LocalNames.Building(variant);
        var steps = new ClassicSteps(image, progress, time);
        try
        {
            var bindings = await build.ParentNamesAsync(cancellationToken);
            var revision = await options.Revisions.OfAsync(image.Rendered, cancellationToken);
            var parameters = new ImageBuildParameters
            {
                Dockerfile = DockerfileName,
                Tags = [name],
                BuildArgs = variant.Args.ToDictionary(arg => arg.Key, arg => arg.Value.Value, StringComparer.Ordinal),
                Labels = BuildLabels.For(build, revision),
                NoCache = build.NoCache,
                Remove = true,
                ForceRemove = true,
            };
            await using var context = await ContextAsync(image, options.ContextOf(variant, revision), bindings, cancellationToken);
            await engine.BuildImageFromDockerfileAsync(parameters, context, [], new Dictionary<string, string>(), steps, cancellationToken);
        }
        catch (BuildContextException error)
        {
            return Failed(FailureReport.From(image, error, []));
        }
        catch (DockerApiException error)
        {
            steps.End($"the engine refused to build: {EngineMessage.Of(error.ResponseBody)}");
        }

        if (steps.Error is null && await store.FindAsync(name, cancellationToken) is { } stored)
        {
            steps.End(null);
            var outcome = steps.AllCached ? BuildOutcome.UpToDate : BuildOutcome.Built;
            return new BuiltImage(image, outcome, stored.Id, stored.Size, time.GetElapsedTime(started), null, log) { LocalName = name };
        }

        return Failed(
            FailureReport.At(
                image,
                steps.Error ?? $"the engine said nothing wrong but does not have {name}: is it short of disk?",
                steps.Line,
                steps.Tail
            )
        );

        BuiltImage Failed(BuildFailure why) => new(image, BuildOutcome.Failed, null, null, time.GetElapsedTime(started), why, log);
    }

    private static async Task<FileStream> ContextAsync(
        PlannedImage image,
        IContextSource context,
        IReadOnlyDictionary<string, string> bindings,
        CancellationToken cancellationToken
    )
    {
        var added = new Dictionary<string, ReadOnlyMemory<byte>>
        {
            [DockerfileName] = Encoding.UTF8.GetBytes(ParentBinding.Bind(image.Rendered.Dockerfile, bindings)),
            // What the engine's builder takes out of the context once it has read it.
            [".dockerignore"] = Encoding.UTF8.GetBytes($"{DockerfileName}\n.dockerignore\n"),
        };
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            }
        );
        try
        {
            // Builders differ in what the patterns of --exclude are relative to.
            var sources = CopySources.SelectionsOf(image.Rendered.Dockerfile);
            await ContextArchive.WriteAsync(context, sources, added, file, cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
