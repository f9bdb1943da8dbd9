using Images.Testing.Memory;
using Images.Testing.Structure;

namespace Images.Testing;

/// <summary>How tests are run.</summary>
/// <param name="Jobs">The most containers at once; at least 1.</param>
public sealed record TestOptions(int Jobs)
{
    /// <summary>Gets the family's folder, below which files are kept that tests leave; null: they are looked at, but not kept.</summary>
    public string? Root { get; init; }

    /// <summary>Gets what knows the tests that images have passed before; null: all are run.</summary>
    public VerdictMemory? Memory { get; init; }

    /// <summary>Gets whether the checks are run that every image gets without a word.</summary>
    public bool BuiltInChecks { get; init; } = true;

    /// <summary>Gets what tests of structure files may do.</summary>
    public StructureOptions Structure { get; init; } = new();
}

/// <summary>A verdict as it was reached, told while others still run.</summary>
/// <param name="ImageId">The variant's id, such as <c>r-ver:4.6.1</c>.</param>
/// <param name="Verdict">The verdict.</param>
public sealed record TestProgress(string ImageId, Verdict Verdict);
