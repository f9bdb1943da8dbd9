using Images.Rendering.Linting.Shell;

namespace Images.Jobs.Staging;

/// <summary>A list of commands of a set-up's script.</summary>
/// <param name="Kind">When it runs.</param>
/// <param name="Line">Its first line, from 1.</param>
/// <param name="Text">What runs: without <c>next_stage &amp;&amp;</c> or <c>everytime &amp;&amp;</c>, with the here-documents that it reads.</param>
/// <param name="Commands">Its commands, those inside others included.</param>
internal sealed record SetupStep(SetupStepKind Kind, int Line, string Text, IReadOnlyList<ShellCommand> Commands);

/// <summary>When a list of commands runs.</summary>
internal enum SetupStepKind
{
    /// <summary>Whenever the script runs.</summary>
    Plain,

    /// <summary>Once in a container.</summary>
    Stage,

    /// <summary>At each set-up.</summary>
    Everytime,
}
