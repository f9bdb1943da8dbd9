using Images.Planning;

namespace Images.Benchmarks.Planning;

/// <summary>What an engine would have of a family, kept in a file, a line for each label.</summary>
internal sealed class RecordedFamily : IKeptImages
{
    private const int LinesOfImage = 4;

    private readonly ILookup<string, KeptImage> images;

    private RecordedFamily(IEnumerable<KeptImage> images) =>
        this.images = images.ToLookup(image => image.Labels[ImageLabels.Variant], StringComparer.Ordinal);

    /// <inheritdoc/>
    public string? Engine => null;

    /// <summary>Nothing is kept.</summary>
    public static RecordedFamily None { get; } = new([]);

    /// <summary>Writes what a build by a plan would leave on an engine.</summary>
    /// <param name="plan">A plan with every fingerprint.</param>
    /// <param name="path">The file.</param>
    public static void Write(BuildPlan plan, string path) =>
        File.WriteAllLines(
            path,
            plan.Images.SelectMany(entry =>
                new[]
                {
                    entry.Image.Id,
                    $"registry.example/acme/{entry.Image.Id}",
                    entry.Fingerprint!,
                    RecordedInputs.Of(entry.Own, entry.Inputs!).ToJson(),
                }
            )
        );

    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The images.</returns>
    public static RecordedFamily Read(string path) =>
        new(
            File.ReadLines(path)
                .Chunk(LinesOfImage)
                .Select(lines => new KeptImage(
                    $"sha256:{lines[2][^64..]}",
                    1_000_000,
                    [lines[1]],
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        [ImageLabels.Variant] = lines[0],
                        [ImageLabels.Fingerprint] = lines[2],
                        [ImageLabels.Inputs] = lines[3],
                    }
                ))
        );

    /// <inheritdoc/>
    public Task<IEnumerable<KeptImage>> OfAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult<IEnumerable<KeptImage>>(images[id]);
}
