using Images.Definitions.Structure;
using Images.Engines;

namespace Images.Testing.Structure;

/// <summary>Compares what an image declares with what it must.</summary>
internal static class StructureMetadataTest
{
    /// <summary>Compares.</summary>
    /// <param name="test">What it must declare.</param>
    /// <param name="image">What it declares.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static StructureFinding Run(StructureMetadata test, ImageFacts image, CancellationToken cancellationToken) =>
        StructureValidity.Problem(test) is { } invalid
            ? StructureFinding.Failed(invalid)
            : StructureFinding.Of([
                .. Values("variable", test.Variables, image.Environment, cancellationToken),
                .. test.UnboundVariables.Where(image.Environment.ContainsKey).Select(name => $"expected no variable {name}, but it is set"),
                .. Values("label", test.Labels, image.Labels, cancellationToken),
                .. Words("command", test.Command, image.Command),
                .. Words("entrypoint", test.Entrypoint, image.Entrypoint),
                .. Word("working directory", test.Workdir, image.Workdir),
                .. Word("user", test.User, image.User),
                .. Present("port", test.ExposedPorts, Ports(image)),
                .. Absent("port", test.UnexposedPorts, Ports(image)),
                .. Present("volume", test.Volumes, image.Volumes),
                .. Absent("volume", test.UnmountedVolumes, image.Volumes),
            ]);

    private static IReadOnlyList<string> Ports(ImageFacts image) => [.. image.Ports.Select(static port => port.Split('/')[0])];

    private static IEnumerable<string> Values(
        string what,
        IEnumerable<StructureVariable> wanted,
        IReadOnlyDictionary<string, string> found,
        CancellationToken cancellationToken
    )
    {
        foreach (var one in wanted)
        {
            if (!found.TryGetValue(one.Key, out var value))
            {
                yield return $"expected the {what} {one.Key}, but the image has none";
            }
            else if (one.IsRegex)
            {
                if (PatternList.Problem($"the {what} {one.Key}", value, one.Value, isWanted: true, cancellationToken) is { } problem)
                {
                    yield return problem;
                }
            }
            else if (value != one.Value.Value)
            {
                yield return $"expected the {what} {one.Key} to be '{one.Value.Value}', found '{ContainerText.HarmlessLine(value)}'";
            }
        }
    }

    private static IEnumerable<string> Words(string what, IReadOnlyList<string>? wanted, IReadOnlyList<string> found) =>
        wanted is null || wanted.SequenceEqual(found) ? [] : [$"expected the {what} {Line(wanted)}, found {Line(found)}"];

    private static IEnumerable<string> Word(string what, string wanted, string found) =>
        wanted.Length == 0 || wanted == found ? [] : [$"expected the {what} '{wanted}', found '{ContainerText.HarmlessLine(found)}'"];

    private static IEnumerable<string> Present(string what, IEnumerable<string> wanted, IReadOnlyList<string> found) =>
        wanted.Where(one => !found.Contains(one)).Select(one => $"expected the {what} {one}, but the image does not declare it");

    private static IEnumerable<string> Absent(string what, IEnumerable<string> unwanted, IReadOnlyList<string> found) =>
        unwanted.Where(found.Contains).Select(one => $"expected no {what} {one}, but the image declares it");

    private static string Line(IReadOnlyList<string> words) =>
        ContainerText.HarmlessLine($"[{string.Join(", ", words.Select(static word => $"\"{word}\""))}]");
}
