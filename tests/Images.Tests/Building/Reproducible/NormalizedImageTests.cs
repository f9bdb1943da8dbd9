using System.Formats.Tar;
using System.Text.Json.Nodes;
using Images.Building.Reproducible;
using Images.Engines;

namespace Images.Tests.Building.Reproducible;

public sealed class NormalizedImageTests : IDisposable
{
    private static readonly DateTimeOffset Latest = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private static readonly ImageIdentity Identity = new(
        ["images.local/a:default"],
        new Dictionary<string, string> { ["org.images.fingerprint"] = "sha256:5" },
        Latest
    );

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Two_builds_of_the_same_inputs_become_the_same_image()
    {
        var first = await NormalizeAsync(Configuration("2026-01-01T00:00:00.123Z", "first"), 0, Layer(Latest.AddDays(1)));
        var second = await NormalizeAsync(Configuration("2026-02-02T00:00:00Z", "second"), 0, Layer(Latest.AddDays(2)));
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task The_configuration_has_no_traces_of_its_build_and_its_members_in_order()
    {
        var entries = await NormalizeAsync(Configuration("2026-01-01T00:00:00.123Z", "first"), 0, Layer(Latest));
        var configuration = entries.Single(entry =>
            entry.Name.EndsWith(".json", StringComparison.Ordinal) && entry.Name != "manifest.json"
        );
        Assert.Equal(
            $$$"""
            {"architecture":"amd64","config":{"Env":["A=1"],"Labels":{"b":"1","org.images.fingerprint":"sha256:5"}},
            "created":"2023-11-14T22:13:20Z","history":[{"created":"2020-01-01T00:00:00Z","created_by":"old"},
            {"created":"2023-11-14T22:13:20Z","created_by":"RUN /bin/sh -c ls"},{"created":"2023-11-14T22:13:20Z"}],"os":"linux",
            "rootfs":{"diff_ids":["{{{SavedArchive.DiffId(Layer(Latest))}}}"],"type":"layers"}}
            """.ReplaceLineEndings(string.Empty),
            configuration.Text
        );
    }

    [Fact]
    public async Task Inherited_layers_stay_as_they_are()
    {
        var (lower, upper) = (Layer(Latest.AddDays(1)), Layer(Latest.AddDays(2)));
        var entries = await NormalizeAsync([], 1, lower, upper);
        var manifest = JsonNode.Parse(entries.Single(entry => entry.Name == "manifest.json").Text)![0]!;
        Assert.Equal(
            [$"{SavedArchive.DiffId(lower)[7..]}/layer.tar", $"{SavedArchive.DiffId(Layer(Latest))[7..]}/layer.tar"],
            manifest["Layers"]!.AsArray().Select(layer => layer!.GetValue<string>())
        );
        Assert.Equal("images.local/a:default", manifest["RepoTags"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task A_layer_that_occurs_more_than_once_is_kept_and_sent_once()
    {
        var layer = Layer(Latest.AddDays(1));
        var entries = await NormalizeAsync([], 1, layer, layer, Layer(Latest.AddDays(2)), layer);
        Assert.Equal(2, entries.Count(entry => entry.Name.EndsWith("/layer.tar", StringComparison.Ordinal)));
        var manifest = JsonNode.Parse(entries.Single(entry => entry.Name == "manifest.json").Text)![0]!;
        Assert.Equal(4, manifest["Layers"]!.AsArray().Count);
    }

    private static byte[] Layer(DateTimeOffset time) =>
        Tar.Of(new UstarTarEntry(TarEntryType.RegularFile, "file") { ModificationTime = time });

    private static JsonObject Configuration(string created, string builder) =>
        new()
        {
            ["os"] = "linux",
            ["created"] = created,
            ["container"] = builder,
            ["docker_version"] = builder,
            ["moby.buildkit.buildinfo.v1"] = builder,
            ["config"] = new JsonObject
            {
                ["Labels"] = new JsonObject { ["b"] = "1" },
                ["Entrypoint"] = null,
                ["Env"] = new JsonArray("A=1"),
            },
            ["architecture"] = "amd64",
            ["history"] = new JsonArray(
                new JsonObject { ["created"] = "2020-01-01T00:00:00Z", ["created_by"] = "old" },
                new JsonObject { ["created_by"] = "RUN |1 A=b c /bin/sh -c ls", ["created"] = created },
                new JsonObject { ["created"] = null }
            ),
        };

    private async Task<IReadOnlyList<(string Name, string Text)>> NormalizeAsync(
        JsonObject configuration,
        int inherited,
        params byte[][] layers
    )
    {
        var token = TestContext.Current.CancellationToken;
        var files = Directory.CreateDirectory(Path.Combine(folder.Path, Guid.NewGuid().ToString("N"))).FullName;
        using var archive = new MemoryStream(SavedArchive.Of(configuration, layers));
        var saved = await SavedImage.UnpackAsync(archive, files, token);
        using var normal = await NormalizedImage.OfAsync(saved, inherited, Identity, files, token);
        using var written = new MemoryStream();
        await normal.WriteAsync(written, token);
        return [.. Tar.Read(written.ToArray()).Select(entry => (entry.Name, System.Text.Encoding.UTF8.GetString(entry.Content())))];
    }
}
