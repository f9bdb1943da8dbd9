using System.Globalization;
using System.Text.RegularExpressions;

namespace Images.BuildKit.Errors;

/// <summary>The command and exit code in an engine's message about a failed RUN step.</summary>
internal sealed partial record ProcessFailure(string Command, int ExitCode)
{
    /// <summary>Finds them in the words of 23 and newer, or in those of 20.10; null where the message is about something else.</summary>
    public static ProcessFailure? Parse(string message)
    {
        var match = NewWords().Match(message);
        if (!match.Success)
        {
            match = OldWords().Match(message);
        }

        return match.Success && int.TryParse(match.Groups["code"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? new(match.Groups["command"].Value.Replace("\\\"", "\"", StringComparison.Ordinal), code)
            : null;
    }

    [GeneratedRegex("""process "(?<command>.*)" did not complete successfully: exit code: (?<code>\d+)""", RegexOptions.Singleline)]
    private static partial Regex NewWords();

    [GeneratedRegex("""executor failed running \[(?<command>.*)\]: exit code: (?<code>\d+)""", RegexOptions.Singleline)]
    private static partial Regex OldWords();
}
