using Images.Definitions;
using Images.Definitions.Structure;
using Images.Engines;

namespace Images.Testing.Structure;

/// <summary>Runs the tests of a structure file on an image.</summary>
/// <param name="bench">What the engine offers.</param>
/// <param name="options">What is allowed.</param>
/// <param name="clock">Measures.</param>
internal sealed class StructureTester(TestBench bench, StructureOptions options, TimeProvider clock)
{
    /// <summary>Gets the pieces that can run at the same time, in the order in which they are reported: each command, then all that reads files.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="file">The file.</param>
    /// <returns>The pieces.</returns>
    public IEnumerable<StructurePiece> Pieces(string imageId, StructureFile file)
    {
        var commands = new StructureCommandTest(bench, file, options);
        foreach (var (index, test) in file.Commands.Index())
        {
            yield return new(
                $"command {index}",
                [test.Location],
                async token =>
                    [await VerdictAsync($"Command Test: {test.Name}", test.Location, () => commands.RunAsync(imageId, test, token), token)]
            );
        }

        var others = Readings(file).ToList();
        if (others.Count > 0)
        {
            yield return new("files", [.. others.Select(static test => test.Location)], token => ReadAsync(imageId, file, others, token));
        }
    }

    /// <summary>Says whether anything in files can come to a verdict at all; where nothing can, the original fails.</summary>
    /// <param name="files">The files of one image.</param>
    public static bool TestAnything(IReadOnlyList<StructureFile> files) =>
        files.Any(file =>
            file.Licenses.Count > 0
            || file.Metadata is not null
            || (
                file.IsFirstSchema
                    ? file.Commands.Any(static test => StructureValidity.Problem(test) is null)
                        || file.Contents.Any(static test => StructureValidity.Problem(test) is null)
                        || file.Existences.Any(static test => StructureValidity.Problem(test, isFirstSchema: true) is null)
                    : file.Commands.Count + file.Contents.Count + file.Existences.Count > 0
            )
        );

    private static IEnumerable<Reading> Readings(StructureFile file) =>
        [
            .. file.Contents.Select(test => new Reading(
                $"File Content Test: {test.Name}",
                test.Location,
                (image, token) => image.Tests.RunAsync(test, token)
            )),
            .. file.Existences.Select(test => new Reading(
                $"File Existence Test: {test.Name}",
                test.Location,
                (image, token) => image.Tests.RunAsync(test, image.Environment, token)
            )),
            .. file.Licenses.Select(test => new Reading(
                "License Test",
                test.Location,
                (image, token) => new StructureLicenseTest(image.Files).RunAsync(test, token)
            )),
            .. file.Metadata is { } metadata
                ?
                [
                    new Reading(
                        "Metadata Test",
                        metadata.Location,
                        (image, token) => Task.FromResult(StructureMetadataTest.Run(metadata, image.Facts, token))
                    ),
                ]
                : Array.Empty<Reading>(),
        ];

    // One container for all of them: nothing in it runs, and nothing is written.
    private async Task<IReadOnlyList<Verdict>> ReadAsync(
        string imageId,
        StructureFile file,
        List<Reading> tests,
        CancellationToken cancellationToken
    )
    {
        var containers = new StructureContainers(file, options);
        if (containers.ForbiddenMounts is { } forbidden)
        {
            return [.. tests.Select(test => Verdict(test.Name, test.Location, StructureFinding.Failed(forbidden), TimeSpan.Zero))];
        }

        try
        {
            var facts = await bench.Reader.InspectAsync(imageId, cancellationToken);
            var given = file.IsFirstSchema
                ? facts.Environment
                : RunVariables.Over(facts.Environment, RunVariables.Expanded(file.GlobalVariables, facts.Environment));
            await using var files = await bench.Reader.OpenAsync(containers.Reading(imageId));
            var image = new OpenedImage(facts, given, files, new StructureFileTest(files, file.IsFirstSchema));
            var verdicts = new List<Verdict>();
            foreach (var test in tests)
            {
                verdicts.Add(
                    await VerdictAsync(test.Name, test.Location, () => test.RunAsync(image, cancellationToken), cancellationToken)
                );
            }

            return verdicts;
        }
        catch (EngineException error)
        {
            var failed = StructureFinding.Failed(ContainerText.HarmlessLine(error.Message));
            return [.. tests.Select(test => Verdict(test.Name, test.Location, failed, TimeSpan.Zero))];
        }
    }

    private async Task<Verdict> VerdictAsync(
        string name,
        SourceLocation location,
        Func<Task<StructureFinding>> runAsync,
        CancellationToken cancellationToken
    )
    {
        var started = clock.GetTimestamp();
        cancellationToken.ThrowIfCancellationRequested();
        StructureFinding finding;
        try
        {
            finding = await runAsync();
        }
        catch (Exception error) when (error is EngineException or StructureProblemException)
        {
            finding = StructureFinding.Failed(ContainerText.HarmlessLine(error.Message));
        }

        return Verdict(name, location, finding, clock.GetElapsedTime(started));
    }

    private static Verdict Verdict(string name, SourceLocation location, StructureFinding finding, TimeSpan duration) =>
        new(
            ContainerText.HarmlessLine(name),
            finding.Outcome,
            finding.Reason.Length == 0 ? null : Untold(finding, finding.Reason),
            Untold(finding, finding.Output),
            duration,
            location,
            finding.Spec is { } spec && finding.Untold.Count == 0 ? DockerCommandLine.For(spec) : null
        );

    private static string Untold(StructureFinding finding, string text) =>
        finding.Untold.Aggregate(text, static (shown, value) => shown.Replace(value, "***", StringComparison.Ordinal));

    private sealed record OpenedImage(
        ImageFacts Facts,
        IReadOnlyDictionary<string, string> Environment,
        IImageFiles Files,
        StructureFileTest Tests
    );

    private sealed record Reading(
        string Name,
        SourceLocation Location,
        Func<OpenedImage, CancellationToken, Task<StructureFinding>> RunAsync
    );
}

/// <summary>Tests of a file that run one after the other.</summary>
/// <param name="Name">Tells them from the others of the file.</param>
/// <param name="Locations">Where they are written.</param>
/// <param name="RunAsync">Runs them; a verdict for each.</param>
internal sealed record StructurePiece(
    string Name,
    IReadOnlyList<SourceLocation> Locations,
    Func<CancellationToken, Task<IReadOnlyList<Verdict>>> RunAsync
);
