using System.Text.RegularExpressions;
using Images.BuildKit.Errors;
using Images.Engines;
using Images.Planning;
using Images.Rendering;

namespace Images.Building;

/// <summary>Turns an engine's error into one that names the Dockerfile's and the template's line.</summary>
public static partial class FailureReport
{
    /// <summary>Explains a failed build.</summary>
    /// <param name="image">What was built.</param>
    /// <param name="error">What the engine said.</param>
    /// <param name="logTail">The last lines of the failing step.</param>
    /// <param name="mask">Hides what nobody may read; null hides nothing.</param>
    /// <returns>The failure, with as many places as can be known.</returns>
    public static BuildFailure From(PlannedImage image, BuildKitException error, IReadOnlyList<string> logTail, SecretMask? mask = null)
    {
        var failed = error as BuildFailedException;
        var line = failed?.Sources is [var source, ..] ? source.StartLine : LineOfStep(image.Rendered.Dockerfile, failed?.Vertex?.Name);
        var message = Message(image, error, failed, line);
        return At(image, mask?.Apply(message) ?? message, line, logTail);
    }

    /// <summary>Makes a failure at a line of the Dockerfile.</summary>
    /// <param name="image">What was built.</param>
    /// <param name="message">One line.</param>
    /// <param name="dockerfileLine">Counted from 1, or null when unknown.</param>
    /// <param name="logTail">The last lines of the failing step.</param>
    /// <returns>The failure with its template line.</returns>
    public static BuildFailure At(PlannedImage image, string message, int? dockerfileLine, IReadOnlyList<string> logTail)
    {
        var lines = image.Rendered.Lines;
        var template = dockerfileLine is { } number && number >= 1 && number <= lines.Count ? lines[number - 1] : null;
        return new(message, dockerfileLine, template?.File, template?.Line, logTail, Reproduction.CommandFor(image));
    }

    /// <summary>Finds the line of the instruction that a step's name stands for.</summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="stepName">Such as <c>[build 2/5] RUN make</c>; null when no step failed.</param>
    /// <returns>The instruction's first line, or null when the name fits none.</returns>
    public static int? LineOfStep(string dockerfile, string? stepName)
    {
        var match = StepName().Match(stepName ?? string.Empty);
        if (!match.Success)
        {
            return null;
        }

        var ordinal = int.Parse(match.Groups["ordinal"].Value, System.Globalization.CultureInfo.InvariantCulture);
        var count = int.Parse(match.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture);
        var keyword = match.Groups["keyword"].Value;
        var stages = DockerfileParser
            .Parse(dockerfile)
            .Where(instruction => instruction.Stage >= 0 && instruction.Keyword is "FROM" or "RUN" or "COPY" or "ADD" or "WORKDIR")
            .GroupBy(instruction => instruction.Stage)
            .Where(stage => stage.Count() == count)
            .Select(stage => stage.ElementAt(ordinal - 1))
            .Where(instruction => instruction.Keyword == keyword)
            .ToArray();
        var command = match.Groups["command"].Value;
        var best = stages.FirstOrDefault(instruction => Squeeze(instruction.Arguments) == Squeeze(command)) ?? stages.FirstOrDefault();
        return best?.FirstLine;
    }

    private static string Message(PlannedImage image, BuildKitException error, BuildFailedException? failed, int? line)
    {
        if (failed?.ExitCode is not { } code)
        {
            return ContainerText.HarmlessLine(error.Message);
        }

        var instruction = DockerfileParser.Parse(image.Rendered.Dockerfile).FirstOrDefault(instruction => instruction.FirstLine == line);
        var what = instruction?.Keyword ?? "a step";
        return code switch
        {
            137 => $"{what} ended with exit code 137: killed, probably out of memory",
            127 => $"{what} ended with exit code 127: a command was not found",
            126 => $"{what} ended with exit code 126: a command could not be executed",
            _ => string.Create(null, $"{what} ended with exit code {code}"),
        };
    }

    private static string Squeeze(string text) => Whitespace().Replace(text, " ").Trim();

    [GeneratedRegex(@"^\[(?:[^\]]* )?(?<ordinal>\d{1,6})/(?<count>\d{1,6})\] (?<keyword>[A-Z]+) ?(?<command>.*)$", RegexOptions.Singleline)]
    private static partial Regex StepName();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
