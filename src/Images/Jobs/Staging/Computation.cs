namespace Images.Jobs.Staging;

/// <summary>A computation of a commit: a program that makes files of files.</summary>
/// <param name="Tree">The commit that it is taken from.</param>
/// <param name="Name">Its name: that of its folder.</param>
/// <param name="Program">The program, relative to its folder.</param>
/// <param name="Inputs">The names of its inputs; at least one.</param>
/// <param name="Outputs">The names of its outputs; at least one.</param>
internal sealed record Computation(
    SourceTree Tree,
    string Name,
    string Program,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs
)
{
    /// <summary>Gets how its container is made; null: it runs on this machine.</summary>
    public ComputationSetup? Setup { get; init; }

    /// <summary>Gets whether there is a <c>docker-setup.sh</c> that nothing obeys.</summary>
    public bool HasIdleSetup { get; init; }
}
