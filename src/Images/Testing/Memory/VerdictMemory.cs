using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Images.Building;

namespace Images.Testing.Memory;

/// <summary>
/// Remembers which tests an image has passed, so that nothing is tested twice: by the very image and all that a test says. Tests that
/// failed are forgotten. A memory that is lost costs time and nothing else.
/// </summary>
public sealed class VerdictMemory
{
    private const int MostImages = 2000;

    private readonly string root;
    private readonly bool mayTell;
    private readonly Dictionary<string, Dictionary<string, RememberedVerdict[]>> before;
    private readonly ConcurrentDictionary<(string Image, string Key), RememberedVerdict[]> now = new();

    private VerdictMemory(string root, bool mayTell, Dictionary<string, Dictionary<string, RememberedVerdict[]>> before) =>
        (this.root, this.mayTell, this.before) = (root, mayTell, before);

    // The tests themselves may be others in another build of this program.
    private static string Program => typeof(VerdictMemory).Assembly.ManifestModule.ModuleVersionId.ToString();

    /// <summary>Reads what earlier runs remembered.</summary>
    /// <param name="root">The family's root.</param>
    /// <param name="mayTell">Whether it is asked at all; false runs every test and remembers what comes of it.</param>
    /// <returns>The memory; an empty one where there is none, it cannot be read, or another program wrote it.</returns>
    public static VerdictMemory Load(string root, bool mayTell)
    {
        var read = FileOf(root).Read();
        return new VerdictMemory(root, mayTell, read?.Program == Program ? read.Images : []);
    }

    /// <summary>Looks up what a test said of an image.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="key">All that the test says, see <see cref="TestKey"/>.</param>
    /// <returns>The verdicts; null where it has to be run, also because a file that it left is gone.</returns>
    internal IReadOnlyList<RememberedVerdict>? Find(string imageId, string key) =>
        mayTell
        && before.TryGetValue(imageId, out var tests)
        && tests.TryGetValue(key, out var verdicts)
        && verdicts.All(verdict => verdict.Kept is null || File.Exists(Path.Combine(root, verdict.Kept)))
            ? verdicts
            : null;

    /// <summary>Remembers what a test said of an image, if all of it was good.</summary>
    /// <param name="imageId">The image.</param>
    /// <param name="key">All that the test says.</param>
    /// <param name="verdicts">The verdicts.</param>
    internal void Add(string imageId, string key, IEnumerable<RememberedVerdict> verdicts) => now[(imageId, key)] = [.. verdicts];

    /// <summary>Writes the memory down, the images of this run and as many others as there is room for; where that cannot be, it is lost.</summary>
    public void Save()
    {
        var images = now.GroupBy(entry => entry.Key.Image, StringComparer.Ordinal)
            .ToDictionary(
                image => image.Key,
                image => image.ToDictionary(entry => entry.Key.Key, entry => entry.Value, StringComparer.Ordinal),
                StringComparer.Ordinal
            );
        foreach (var (image, tests) in before.Where(image => !images.ContainsKey(image.Key)).Take(MostImages - images.Count).ToList())
        {
            images.Add(image, tests);
        }

        FileOf(root).Write(new VerdictDocument(Program, images));
    }

    private static MemoryFile<VerdictDocument> FileOf(string root) => new(root, "verdicts.json", VerdictJson.Default.VerdictDocument);
}

/// <summary>The memory as it is written down.</summary>
/// <param name="Program">Which build of this program wrote it.</param>
/// <param name="Images">The verdicts by image and test.</param>
internal sealed record VerdictDocument(string Program, Dictionary<string, Dictionary<string, RememberedVerdict[]>> Images);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault
)]
[JsonSerializable(typeof(VerdictDocument))]
internal sealed partial class VerdictJson : JsonSerializerContext;
