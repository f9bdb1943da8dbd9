using Images.Benchmarks.Families;
using Images.Benchmarks.Measuring;

namespace Images.Benchmarks.Builds;

/// <summary>A family of 24 images that is built, published by the program and pushed by docker, one image after the other.</summary>
/// <param name="engine">Where it is built.</param>
/// <param name="options">How often.</param>
/// <param name="family">The family.</param>
/// <param name="program">The folder with the program.</param>
/// <param name="hasPeer">Whether there is a docker.</param>
internal sealed class FamilyPublishing(BenchmarkEngine engine, BuildsOptions options, NodeFamily family, string program, bool hasPeer)
{
    private const string Peer = "24 docker push, one by one";

    /// <summary>Publishes it to a registry that has nothing.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public async Task<Comparison> FirstAsync(CancellationToken cancellationToken)
    {
        await BuildAsync(cancellationToken);
        return await Comparison.RunAsync(
            "24 images, published for the first time",
            Peer,
            options.Runs,
            async () =>
            {
                await using var registry = await BenchmarkRegistry.StartAsync(cancellationToken);
                family.ForgetPublishing();
                return await OursAsync(registry, cancellationToken);
            },
            hasPeer
                ? async () =>
                {
                    await using var registry = await BenchmarkRegistry.StartAsync(cancellationToken);
                    await TagAsync(registry, cancellationToken);
                    return await TheirsAsync(registry, cancellationToken);
                }
                : null
        );
    }

    /// <summary>Publishes it when everything is there.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public async Task<Comparison> AgainAsync(CancellationToken cancellationToken)
    {
        await BuildAsync(cancellationToken);
        await using var ours = await BenchmarkRegistry.StartAsync(cancellationToken);
        await using var theirs = await BenchmarkRegistry.StartAsync(cancellationToken);
        await OursAsync(ours, cancellationToken);
        if (hasPeer)
        {
            await TagAsync(theirs, cancellationToken);
            await TheirsAsync(theirs, cancellationToken);
        }

        return await Comparison.RunAsync(
            "24 images, published already",
            Peer,
            options.Runs,
            () => OursAsync(ours, cancellationToken),
            hasPeer ? () => TheirsAsync(theirs, cancellationToken) : null
        );
    }

    private Task<Measured> BuildAsync(CancellationToken cancellationToken) =>
        ProgramRun.MeasureAsync(family.Ours, engine.Address, [Path.Combine(program, "build"), "test"], cancellationToken);

    private Task<Measured> OursAsync(BenchmarkRegistry registry, CancellationToken cancellationToken) =>
        ProgramRun.MeasureAsync(
            family.Ours,
            engine.Address,
            [Path.Combine(program, "build"), "publish", $"--registry={registry.Address}/bench"],
            cancellationToken
        );

    private Task<Measured> TagAsync(BenchmarkRegistry registry, CancellationToken cancellationToken) =>
        ShellAsync($"for name in {Names}; do docker tag $name:1 {registry.Address}/bench/$name:1; done", cancellationToken);

    private Task<Measured> TheirsAsync(BenchmarkRegistry registry, CancellationToken cancellationToken) =>
        ShellAsync($"for name in {Names}; do docker push -q {registry.Address}/bench/$name:1; done", cancellationToken);

    private string Names => string.Join(' ', family.Names);

    private Task<Measured> ShellAsync(string line, CancellationToken cancellationToken) =>
        ProgramRun.MeasureAsync(family.Ours, engine.Address, ["sh", "-ec", line], cancellationToken);
}
