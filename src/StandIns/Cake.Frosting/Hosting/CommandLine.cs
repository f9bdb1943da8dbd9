using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting;

/// <summary>What the command line asks of the host, and the arguments it leaves for the program.</summary>
internal sealed class CommandLine
{
    internal List<string> Targets { get; } = [];

    internal string? WorkingDirectory { get; set; }

    internal Verbosity Verbosity { get; set; } = Verbosity.Normal;

    internal HashSet<string> Flags { get; } = [];

    internal ProgramArguments Arguments { get; } = new();
}
