namespace Cake.Frosting;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    internal const string Text = """
        USAGE:
            PROGRAM [OPTIONS]

        OPTIONS:
            -h, --help                     Prints this text
            -t, --target <TARGET>          Runs a target, may be given several times (Default)
            -w, --working <PATH>           Works in another directory
            -v, --verbosity <VERBOSITY>    Quiet, Minimal, Normal, Verbose or Diagnostic (Normal)
                --description              Lists the tasks with their descriptions
                --tree                     Shows what depends on what
                --dryrun                   Lists the tasks that would run
            -e, --exclusive                Runs the targets without their dependencies
                --version                  Prints the version of the package that this one stands in for
                --info                     Prints the same with the runtime

        Every other option is an argument of the program.
        """;
}
