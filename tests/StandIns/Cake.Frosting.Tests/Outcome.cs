using System.Text.RegularExpressions;

namespace Cake.Frosting.Tests;

/// <summary>What a program answered, without what differs from run to run.</summary>
internal sealed partial record Outcome(int ExitCode, string Output, string Error)
{
    internal static Outcome From(int exitCode, string output, string error, string directory) =>
        new(exitCode, Normalize(output, directory), Normalize(error, directory));

    private static string Normalize(string text, string directory) =>
        StackFrames()
            .Replace(Duration().Replace(text.Replace(directory, "{cwd}", StringComparison.Ordinal), "00:00:00.0000000"), "   at {stack}\n");

    [GeneratedRegex(@"\d\d:\d\d:\d\d\.\d{7}")]
    private static partial Regex Duration();

    [GeneratedRegex(@"(?:^   at .*\n)+", RegexOptions.Multiline)]
    private static partial Regex StackFrames();
}
