using Images.Definitions;
using Images.Definitions.Patterns;
using Images.Engines;

namespace Images.Testing;

/// <summary>Compares what an image declares with what a test expects.</summary>
internal static class MetadataCheck
{
    /// <summary>Compares.</summary>
    /// <param name="wanted">What it must declare.</param>
    /// <param name="image">What it declares.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The differences, one line each.</returns>
    public static IReadOnlyList<string> Problems(TestMetadata wanted, ImageFacts image, CancellationToken cancellationToken) =>
        [
            .. Words("entrypoint", wanted.Entrypoint, image.Entrypoint),
            .. Words("cmd", wanted.Command, image.Command),
            .. Values("env", wanted.Environment, image.Environment, cancellationToken),
            .. Values("labels", wanted.Labels, image.Labels, cancellationToken),
            .. Word("user", wanted.User, image.User),
            .. Word("workdir", wanted.Workdir, image.Workdir.Length == 0 ? "/" : image.Workdir),
            .. Contained(
                "ports",
                wanted.Ports.Select(static port => port.Contains('/', StringComparison.Ordinal) ? port : port + "/tcp"),
                image.Ports
            ),
            .. Contained("volumes", wanted.Volumes, image.Volumes),
        ];

    private static IEnumerable<string> Words(string key, CommandLine? wanted, IReadOnlyList<string> found)
    {
        if (wanted is null)
        {
            yield break;
        }

        IReadOnlyList<string> words = wanted.IsShell ? ["/bin/sh", "-c", .. wanted.Arguments] : wanted.Arguments;
        if (!words.SequenceEqual(found, StringComparer.Ordinal))
        {
            yield return $"expected {key} to be {Line(words)}, found {Line(found)}";
        }
    }

    private static IEnumerable<string> Values(
        string key,
        IReadOnlyDictionary<string, Expectation> wanted,
        IReadOnlyDictionary<string, string> found,
        CancellationToken cancellationToken
    )
    {
        foreach (var (name, value) in wanted)
        {
            if (!found.TryGetValue(name, out var actual))
            {
                yield return $"expected {key} to have {name}, found none";
            }
            else if (value.IsRegex ? !Pattern.Parse(value.Text).IsMatch(actual, cancellationToken) : value.Text != actual)
            {
                var shown = value.IsRegex ? $"match /{value.Text}/" : $"be '{value.Text}'";
                yield return $"expected {name} of {key} to {shown}, found '{ContainerText.HarmlessLine(actual)}'";
            }
        }
    }

    private static IEnumerable<string> Word(string key, string? wanted, string found) =>
        wanted is null || wanted == found ? [] : [$"expected {key} to be '{wanted}', found '{ContainerText.HarmlessLine(found)}'"];

    private static IEnumerable<string> Contained(string key, IEnumerable<string> wanted, IReadOnlyList<string> found) =>
        wanted.Where(one => !found.Contains(one)).Select(one => $"expected {key} to have {one}, found {Line(found)}");

    private static string Line(IReadOnlyList<string> words) =>
        ContainerText.HarmlessLine($"[{string.Join(", ", words.Select(static word => $"\"{word}\""))}]");
}
