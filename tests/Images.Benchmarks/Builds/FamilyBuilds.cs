using Images.Benchmarks.Families;
using Images.Benchmarks.Measuring;

namespace Images.Benchmarks.Builds;

/// <summary>A family of 24 images, built by the published program and by bake.</summary>
/// <param name="engine">Where.</param>
/// <param name="options">How often.</param>
/// <param name="family">The family.</param>
/// <param name="program">The folder with the program.</param>
/// <param name="hasPeer">Whether there is a bake.</param>
internal sealed class FamilyBuilds(BenchmarkEngine engine, BuildsOptions options, NodeFamily family, string program, bool hasPeer)
{
    private const string Peer = "buildx bake";

    /// <summary>Builds it out of an empty cache.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public Task<Comparison> ColdAsync(CancellationToken cancellationToken) =>
        Comparison.RunAsync(
            "24 images, cold",
            Peer,
            options.Runs,
            async () =>
            {
                await engine.EmptyAsync(cancellationToken);
                family.ForgetRuns();
                return await OursAsync(cancellationToken);
            },
            hasPeer
                ? async () =>
                {
                    await engine.EmptyAsync(cancellationToken);
                    return await TheirsAsync([], cancellationToken);
                }
                : null
        );

    /// <summary>Builds it when nothing has changed.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public async Task<Comparison> UnchangedAsync(CancellationToken cancellationToken)
    {
        await OursAsync(cancellationToken);
        if (hasPeer)
        {
            await TheirsAsync([], cancellationToken);
        }

        return await Comparison.RunAsync(
            "24 images, nothing changed",
            Peer,
            options.Runs,
            () => OursAsync(cancellationToken),
            hasPeer ? () => TheirsAsync([], cancellationToken) : null
        );
    }

    /// <summary>Builds it when one leaf has changed.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public Task<Comparison> LeafAsync(CancellationToken cancellationToken) => LeafAsync(Peer, [], cancellationToken);

    /// <summary>Builds it when one leaf has changed, while bake is told which.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs.</returns>
    public Task<Comparison> NamedLeafAsync(CancellationToken cancellationToken) =>
        LeafAsync($"{Peer} of that target alone", [NodeFamily.Leaf], cancellationToken);

    private Task<Comparison> LeafAsync(string peer, string[] targets, CancellationToken cancellationToken) =>
        Comparison.RunAsync(
            "24 images, one leaf changed",
            peer,
            options.Runs,
            () =>
            {
                family.ChangeLeaf();
                return OursAsync(cancellationToken);
            },
            hasPeer ? () => TheirsAsync(targets, cancellationToken) : null
        );

    private Task<Measured> OursAsync(CancellationToken cancellationToken) =>
        ProgramRun.MeasureAsync(family.Ours, engine.Address, [Path.Combine(program, "build"), "build"], cancellationToken);

    private Task<Measured> TheirsAsync(string[] targets, CancellationToken cancellationToken) =>
        ProgramRun.MeasureAsync(family.Bake, engine.Address, ["docker", "buildx", "bake", .. targets], cancellationToken);
}
