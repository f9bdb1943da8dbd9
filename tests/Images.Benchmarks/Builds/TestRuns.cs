using System.Globalization;
using Images.Benchmarks.Families;
using Images.Benchmarks.Measuring;

namespace Images.Benchmarks.Builds;

/// <summary>Trivial tests of small images, run by the published program and one by one by the docker CLI.</summary>
/// <param name="options">Where and how often.</param>
/// <param name="family">The images.</param>
/// <param name="tests">How many tests each has.</param>
/// <param name="program">The folder with the program.</param>
/// <param name="hasPeer">Whether there is a docker.</param>
internal sealed class TestRuns(BuildsOptions options, TestedFamily family, int tests, string program, bool hasPeer)
{
    /// <summary>Runs them.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public async Task<Comparison> RunAsync(CancellationToken cancellationToken)
    {
        await OursAsync(cancellationToken);
        return await Comparison.RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"{family.Names.Count * tests} tests of {family.Names.Count} images"),
            "docker run --rm, one by one",
            options.Runs,
            () => OursAsync(cancellationToken),
            hasPeer ? () => TheirsAsync(cancellationToken) : null
        );
    }

    private Task<Measured> OursAsync(CancellationToken cancellationToken) =>
        ProgramRun.MeasureAsync(
            family.Root,
            options.Engine,
            [Path.Combine(program, "build"), "test", "--rerun", "--no-lock"],
            cancellationToken
        );

    private Task<Measured> TheirsAsync(CancellationToken cancellationToken)
    {
        var loop = string.Create(
            CultureInfo.InvariantCulture,
            $"set -e; for image in {string.Join(' ', family.Names)}; do for test in $(seq {tests}); do docker run --rm --network none $image:1 /bin/true; done; done"
        );
        return ProgramRun.MeasureAsync(family.Root, options.Engine, ["sh", "-c", loop], cancellationToken);
    }
}
