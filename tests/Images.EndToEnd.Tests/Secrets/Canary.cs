using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Images.BuildKit;
using Images.Engines;

namespace Images.EndToEnd.Tests.Secrets;

/// <summary>A value that occurs nowhere else, and where to look for it.</summary>
/// <param name="value">The value; null makes a new one.</param>
internal sealed class Canary(string? value = null)
{
    public string Value { get; } = value ?? $"canary-{Guid.NewGuid():N}";

    private byte[] Bytes => Encoding.UTF8.GetBytes(Value);

    public bool IsIn(string text) =>
        text.Contains(Value, StringComparison.Ordinal) || text.Contains(Convert.ToBase64String(Bytes), StringComparison.Ordinal);

    /// <summary>Finds the files below a folder that hold it.</summary>
    public IReadOnlyList<string> FilesIn(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => IsIn(File.ReadAllText(file)))
                .Select(file => Path.GetRelativePath(folder, file)),
        ];

    /// <summary>Finds where an image holds it: its layers and configuration as saved, its history, its description.</summary>
    public async Task<IReadOnlyList<string>> PlacesInAsync(EngineConnection engine, string reference, CancellationToken cancellationToken)
    {
        var places = new List<string>();
        foreach (var part in new[] { "history", "json" })
        {
            if (IsIn((await engine.Http.GetAsync($"images/{reference}/{part}", cancellationToken))!.ToJsonString()))
            {
                places.Add(part);
            }
        }

        using var saved = await engine.Http.OpenAsync(HttpMethod.Get, $"images/{reference}/get", null, cancellationToken);
        await using var archive = new TarReader(await saved.Content.ReadAsStreamAsync(cancellationToken));
        while (await archive.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (entry.DataStream is { } data && await HoldsAsync(data, cancellationToken))
            {
                places.Add(entry.Name);
            }
        }

        return places;
    }

    /// <summary>Finds the entries of the build cache that tell it.</summary>
    public async Task<IReadOnlyList<string>> CacheRecordsAsync(EngineConnection engine, CancellationToken cancellationToken)
    {
        await using var client = new BuildKitClient(engine.DialAsync);
        var records = await client.GetDiskUsageAsync(cancellationToken);
        Assert.NotEmpty(records);
        return [.. records.Where(record => IsIn(record.Description)).Select(record => record.Id)];
    }

    private async Task<bool> HoldsAsync(Stream data, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await data.CopyToAsync(content, cancellationToken);
        var bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
        if (bytes.Span.StartsWith<byte>([0x1f, 0x8b]))
        {
            content.Position = 0;
            using var plain = new MemoryStream();
            await using var unpacked = new GZipStream(content, CompressionMode.Decompress);
            await unpacked.CopyToAsync(plain, cancellationToken);
            bytes = plain.GetBuffer().AsMemory(0, (int)plain.Length);
        }

        return bytes.Span.IndexOf(Bytes) >= 0;
    }
}
