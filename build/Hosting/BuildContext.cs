using Cake.Core;
using Cake.Frosting;
using Images.Build.CommandLine;
using Images.Planning;

namespace Images.Build.Hosting;

/// <summary>What the tasks share: the settings, the streams, and what earlier tasks of the run have made.</summary>
/// <param name="context">Cake's own context.</param>
/// <param name="settings">What the user wants.</param>
/// <param name="output">Where to write.</param>
/// <param name="interruption">Cancels the run.</param>
public sealed class BuildContext(ICakeContext context, Settings settings, Output output, Interruption interruption)
    : FrostingContext(context)
{
    private FamilyPlan? plan;

    /// <summary>Gets what the user wants.</summary>
    public Settings Settings { get; } = settings;

    /// <summary>Gets where to write.</summary>
    public Output Output { get; } = output;

    /// <summary>Gets what is signalled when the user interrupts the run.</summary>
    public CancellationToken Cancellation { get; } = interruption.Token;

    /// <summary>Gets whether the program runs in a GitHub workflow.</summary>
    public bool InGitHubActions => Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true";

    /// <summary>Gets the family and what was selected; it is read on first use.</summary>
    public FamilyPlan Plan => plan ??= FamilyPlan.Load(Settings.Root, Settings.Words, Cancellation);
}
