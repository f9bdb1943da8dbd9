using System.Text;
using Images.Engines;
using Images.Testing;

namespace Images.Tests.Testing;

/// <summary>An image in memory.</summary>
internal sealed class FakeReader : IImageReader
{
    public ImageFacts Facts { get; init; } = new(["/usr/bin/program"], [], 1000, 2);

    public Dictionary<string, string> Files { get; init; } = new() { ["/etc/shadow"] = "root:*:1::::::\n" };

    public Exception? Error { get; init; }

    public int Reads { get; private set; }

    public Task<ImageFacts> InspectAsync(string imageId, CancellationToken cancellationToken) =>
        Error is null ? Task.FromResult(Facts) : Task.FromException<ImageFacts>(Error);

    public Task<IReadOnlyDictionary<string, byte[]>> ReadFilesAsync(
        string imageId,
        IReadOnlyList<string> paths,
        int limit,
        CancellationToken cancellationToken
    )
    {
        Reads++;
        var found = paths.Where(Files.ContainsKey).ToDictionary(path => path, path => Encoding.UTF8.GetBytes(Files[path]));
        return Task.FromResult<IReadOnlyDictionary<string, byte[]>>(found);
    }

    public FakeFiles? ImageFiles { get; init; }

    public Task<IImageFiles> OpenAsync(ContainerSpec spec)
    {
        Reads++;
        return Error is null
            ? Task.FromResult((ImageFiles ?? Files.Aggregate(new FakeFiles(), static (all, file) => all.With(file.Key, file.Value))).Open())
            : Task.FromException<IImageFiles>(Error);
    }
}
