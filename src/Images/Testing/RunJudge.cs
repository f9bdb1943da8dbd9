using System.Globalization;
using Images.Definitions;
using Images.Engines;

namespace Images.Testing;

/// <summary>Decides whether a container did what its test expects.</summary>
public static class RunJudge
{
    private const int LongestHint = 160;

    /// <summary>Judges one run.</summary>
    /// <param name="test">What was expected.</param>
    /// <param name="spec">How the container was run; its limits are told.</param>
    /// <param name="result">What happened.</param>
    /// <returns>Null when everything is as expected; otherwise every difference, on one line.</returns>
    public static string? Mismatch(TestDefinition test, ContainerSpec spec, ContainerResult result)
    {
        if (result.TimedOut)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"no end within {test.Timeout.TotalSeconds:0.###} s: killed; {LastWords(result)}"
            );
        }

        var differences = new List<string>();
        if (result.OutOfMemory)
        {
            var limit = spec.MemoryBytes is { } bytes
                ? string.Create(CultureInfo.InvariantCulture, $" of {bytes / 1048576.0:0.#} MiB")
                : "";
            differences.Add($"killed: out of memory at the limit{limit}");
        }
        else if (result.ExitCode != test.Exit)
        {
            differences.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"expected exit code {test.Exit}, found {ExitCodeMeaning.Tell(result.ExitCode)}; {LastWords(result)}"
                )
            );
        }

        Add(differences, test.Expect, "stdout", result.Output);
        Add(differences, test.Stderr, "stderr", result.Error);
        if (test.Output is { } file && (result.File is null ? "is not there" : result.File.Problem) is { } problem)
        {
            differences.Add($"expected the file {file.Value} to be left, but it {problem}");
        }

        if (differences.Count > 0 && result.DroppedBytes > 0)
        {
            differences.Add(
                string.Create(CultureInfo.InvariantCulture, $"{result.DroppedBytes} bytes of output beyond the limit were not looked at")
            );
        }

        return differences.Count == 0 ? null : string.Join("; ", differences);
    }

    private static void Add(List<string> differences, Expectation? expectation, string stream, string text)
    {
        if (expectation is not null && StreamExpectation.Mismatch(stream, expectation, text) is { } mismatch)
        {
            differences.Add(mismatch);
        }
    }

    // Programs say why they end at the end of stderr; some only on stdout.
    private static string LastWords(ContainerResult result)
    {
        foreach (var (name, text) in new[] { ("stderr", result.Error), ("stdout", result.Output) })
        {
            var line = ContainerText.HarmlessLine(text.AsSpan().TrimEnd().ToString().Split('\n')[^1]);
            if (line.Length > 0)
            {
                return $"{name} ends with '{ContainerText.Shorten(line, LongestHint)}'";
            }
        }

        return "it wrote nothing";
    }
}
