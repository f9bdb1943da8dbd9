using System.Globalization;
using Images.Benchmarks.Measuring;

namespace Images.Benchmarks.Builds;

/// <summary>Trivial jobs in an image that the engine has, run by the published program and by the docker CLI.</summary>
/// <param name="options">Where and how often.</param>
/// <param name="folder">A folder for the job file.</param>
/// <param name="program">The folder with the program.</param>
/// <param name="hasPeer">Whether there is a docker.</param>
internal sealed class JobRuns(BuildsOptions options, string folder, string program, bool hasPeer)
{
    private const string Image = "debian:bookworm-slim";
    private const int Many = 100;
    private const int AtOnce = 4;

    /// <summary>Runs one.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public Task<Comparison> OneAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        return Comparison.RunAsync(
            "a trivial job",
            "docker run --rm",
            3 * options.Runs,
            () => MeasureAsync([Path.Combine(program, "build"), "run", Image, "--", "/bin/true"], cancellationToken),
            hasPeer ? () => MeasureAsync(["docker", "run", "--rm", "--network", "none", Image, "/bin/true"], cancellationToken) : null
        );
    }

    /// <summary>Runs a hundred, four at once.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public async Task<Comparison> ManyAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var numbers = string.Join(", ", Enumerable.Range(1, Many));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "jobs.yaml"),
            $"image: {Image}\ncommand: [/bin/true]\nmatrix: {{ n: [{numbers}] }}\n",
            cancellationToken
        );
        var loop = string.Create(
            CultureInfo.InvariantCulture,
            $"seq {Many} | xargs -P {AtOnce} -I N docker run --rm --network none {Image} /bin/true"
        );
        return await Comparison.RunAsync(
            string.Create(CultureInfo.InvariantCulture, $"{Many} trivial jobs, {AtOnce} at once"),
            "docker run --rm by xargs",
            options.Runs,
            () => MeasureAsync([Path.Combine(program, "build"), "run", "jobs.yaml", $"--jobs={AtOnce}"], cancellationToken),
            hasPeer ? () => MeasureAsync(["sh", "-c", loop], cancellationToken) : null
        );
    }

    private Task<Measured> MeasureAsync(IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        ProgramRun.MeasureAsync(folder, options.Engine, command, cancellationToken);
}
